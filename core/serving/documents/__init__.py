"""What the endpoint says about itself: each model's card, and how to ask it, told to programs and to people."""

from core.serving.documents.cards import card, line
from core.serving.documents.docs_page import POLICY, page
from core.serving.documents.openapi import openapi

__all__ = ["POLICY", "card", "line", "openapi", "page"]
