"""The site as a user of stock Pelican writes it: agencies are authors, years are tags; no cache."""

import json
from pathlib import Path

COUNTY = json.loads((Path(__file__).parent / "county.json").read_text(encoding="utf-8"))
SITENAME = COUNTY["site"]["name"]
SITEURL = COUNTY["site"]["base_url"].rstrip("/")
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = COUNTY["site"]["language"]
PATH, OUTPUT_PATH, THEME = "content", "public", "theme"
THEME_STATIC_DIR = "theme"
PLUGINS: list[str] = []

ARTICLE_PATHS, PAGE_PATHS, STATIC_PATHS = ["items"], ["pages"], ["items"]
PATH_METADATA = r"(?:pages/)?(?P<mirrored>.*)\.\w+"
ARTICLE_URL = ARTICLE_SAVE_AS = PAGE_URL = PAGE_SAVE_AS = "{mirrored}.html"
CATEGORY_URL = CATEGORY_SAVE_AS = "catalog/category/{slug}/index.html"
AUTHOR_URL = AUTHOR_SAVE_AS = "catalog/agency/{slug}/index.html"
TAG_URL = TAG_SAVE_AS = "catalog/year/{slug}/index.html"
DIRECT_TEMPLATES = ["index", "catalog", "missing", "sitemap", "catalogjson", "catalogcsv"]
CATALOG_SAVE_AS = "catalog/index.html"
MISSING_SAVE_AS = "404.html"
SITEMAP_SAVE_AS = "sitemap.xml"
CATALOGJSON_SAVE_AS = "catalog.json"
CATALOGCSV_SAVE_AS = "catalog.csv"
DEFAULT_PAGINATION = COUNTY["site"]["page_size"]
PAGINATED_TEMPLATES = {"category": None, "author": None, "tag": None}
PAGINATION_PATTERNS = (
    (1, "{base_name}/index.html", "{base_name}/index.html"),
    (2, "{base_name}/page-{number}.html", "{base_name}/page-{number}.html"),
)
FEED_ALL_ATOM, FEED_MAX_ITEMS = "feed.xml", 30
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None

# Summaries are plain text; by default Pelican renders each of them as Markdown, too.
FORMATTED_FIELDS: list[str] = []
MARKDOWN = {"extensions": ["tables", "sane_lists", "meta"], "output_format": "html5"}
JINJA_ENVIRONMENT = {"trim_blocks": True, "lstrip_blocks": True, "autoescape": True}
JINJA_FILTERS = {
    "json": lambda value: json.dumps(str(value), ensure_ascii=False),
    "read": lambda value: json.loads(value) if value else [],
    "cell": lambda value: '"' + str(value).replace('"', '""') + '"',
}
