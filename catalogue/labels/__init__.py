"""How numbers and texts are laid on paper.

- What is printed: ``content`` (one label, checked) with its ``details``, ``jobs`` (labels with copies, cell
  by cell), kept as ``job_records``.
- On what: ``stocks`` (papers) and ``printers`` (machines), both data; ``custom_stocks`` and
  ``custom_printers`` check those of a cooperative. ``calibration_page`` shows what a machine is off,
  ``calibration`` makes up for it.
- Laying out one label: ``layout`` takes the first of the ``arrangements`` that is possible. ``symbol_sizes``
  chooses dots for bars and QR code; ``typefaces`` measures letters, ``text_fitting`` wraps and shrinks,
  ``text_column`` and ``text_stack`` set the texts beside or above the bars, out of ``text_lines``. The result
  is made of the placed pieces of ``geometry``. That is the standard label; ``templates`` holds the others,
  and ``rules`` what the law asks of a label.
- What comes out, page by page (``pages``): ``pdf`` in the printer's units; dots from the one ``raster`` as
  ``png`` and ``escpos``; ``zpl`` and ``tspl``, which leave to the printer the ``native_bars`` that it must
  draw alike, and send the rest as dots (``zpl_graphics``). ``preflight`` looks first, with its ``notices``,
  ``symbol_checks`` and ``proposals``. ``errors`` holds the refusals, ``profile_errors`` those of papers and
  printers.
"""
