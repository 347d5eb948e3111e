"""The pages of the forms: an overview, and one for each kind of applicant."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core import addresses
from gongkai.site.forms import FORMS
from gongkai.site.jobs import Job, page_job
from gongkai.site.model import SiteModel
from gongkai.site.views import Link


def applications(presenter: SiteModel) -> Iterator[Job]:
    """The forms that the legal regime of the site asks for."""
    regime = presenter.county.site.legal_regime
    above = [Link("公开指南", addresses.GUIDE)]
    forms = tuple(form.under(regime) for form in FORMS)
    yield page_job("forms.html", addresses.FORMS, "申请表", "forms", above, {"forms": forms})
    trail = [*above, Link("申请表", addresses.FORMS)]
    for form in forms:
        yield page_job("form.html", addresses.form(form.id), form.title, "form", trail, {"form": form})
