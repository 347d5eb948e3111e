"""The files that can be cleaned, by their suffixes."""

PACKAGES = (".docx", ".pptx", ".xlsx")
PICTURES = (".jpeg", ".jpg", ".png")
KINDS = (*PACKAGES, ".pdf", *PICTURES)
