"""The files that can be cleaned, by their suffixes."""

PACKAGES = (".docx", ".pptx", ".xlsx")
PICTURES = (".gif", ".jpeg", ".jpg", ".png", ".webp")
KINDS = (*PACKAGES, ".pdf", ".ofd", *PICTURES)
