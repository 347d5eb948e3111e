"""From approved documents to a site: views, templates, exports, search, audit, swap; driven by Pelican."""
