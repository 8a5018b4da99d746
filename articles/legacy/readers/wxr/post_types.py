"""Which kinds of post are stories, and why the others are none."""

from __future__ import annotations

from collections.abc import Collection

ATTACHMENT, BLOCK, GUEST_AUTHOR = "attachment", "wp_block", "guest-author"
USUAL = ("post", "page")

_NO_STORIES = {
    "nav_menu_item": "an entry of a menu",
    "revision": "an earlier version of a text; only the last is taken",
    BLOCK: "a reusable block; its text comes with the stories that hold it",
    GUEST_AUTHOR: "a guest author whose name is not said",
    "custom_css": "style of the old theme",
    "customize_changeset": "settings of the old theme",
    "oembed_cache": "a cache of embeds",
    "user_request": "a request about personal data",
    "wp_navigation": "a menu",
    "wp_template": "a template of the old theme",
    "wp_template_part": "a template of the old theme",
    "wp_global_styles": "style of the old theme",
    "wp_font_family": "a font of the old theme",
    "wp_font_face": "a font of the old theme",
    "wpcf7_contact_form": "a form of a plugin",
    "acf-field": "a setting of a plugin",
    "acf-field-group": "a setting of a plugin",
    "elementor_library": "a template of a plugin",
}


def why_not(post_type: str, wanted: Collection[str]) -> str:
    """Return why items of this type are left out, "" where they are stories. `wanted` are types asked for by name."""
    if post_type in (wanted or USUAL):
        return ""
    if not post_type:
        return "it does not say what it is: it has no post_type"
    if post_type in _NO_STORIES:
        return f"{post_type}: {_NO_STORIES[post_type]}"
    if wanted and post_type in USUAL:
        return f"{post_type}: not among the types asked for"
    return f"{post_type}: a type of a plugin or theme; --types {post_type} takes it"
