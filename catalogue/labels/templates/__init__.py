"""How labels look: templates as data, and what a cooperative may change in them.

- What there is: ``design`` (what a template is made of), ``registry`` (the templates, by key),
  ``customising``, ``logos`` and ``previews`` (a cooperative's own).
- What they say: ``field_texts`` gives the text and caption of each field in each language.
- Laying one out: ``composing`` takes the best of the plans that ``template_codes`` makes of ``code_plans`` (a
  shop's codes) or ``case_plans`` (cases and pallets), with the texts that ``columns`` sets into its room out
  of ``text_blocks`` and ``paragraphs``. ``refusing`` says why nothing fits; ``errors`` holds the refusals.
"""
