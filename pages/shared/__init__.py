"""What several pages draw alike. Nothing here decides anything about data: that is core's."""
