"""What the endpoint says about itself: each model's card, and how to ask it, told to programs and to people."""

from core.serving.endpoint.documents.cards import card, line
from core.serving.endpoint.documents.docs_page import POLICY, page
from core.serving.endpoint.documents.openapi import openapi

__all__ = ["POLICY", "card", "line", "openapi", "page"]
