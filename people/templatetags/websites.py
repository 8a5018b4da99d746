from django import template

register = template.Library()


@register.filter
def bare_address(url: str) -> str:
    """A website as people say it: `www.example.org`, not `https://www.example.org/`."""
    return url.split("://", 1)[-1].rstrip("/")
