"""What the search index keeps of one product."""

from catalogue.search.entries import EntryTexts, entry_texts


def test_an_entry_holds_words_folded_and_spelled_and_the_names_in_order() -> None:
    entry = entry_texts(["Chè xanh", "Green tea"], ["HTX Chè Cổ Thụ"], categories={"che", "thuc-uong"})

    assert entry == EntryTexts(
        words="che xanh ~tea green tea htx co thu ~htx",
        words_spelled=" chè xanh ~tea green tea htx cổ thụ ~htx ",
        name_folded=" | che xanh | ~tea | green tea | ~tea ",
        name_spelled=" | chè xanh | ~tea | green tea | ~tea ",
    )


def test_a_name_of_signs_alone_gives_no_word() -> None:
    assert entry_texts(["!!!"], [], categories=set()).words == ""
