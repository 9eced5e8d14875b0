from tests.pages.conftest import Opens, words_of


def test_how_it_works_says_where_data_lies(opens: Opens) -> None:
    page = opens("how_it_works")

    assert page.title[0].value == "How it works"
    assert "Nothing is sent anywhere" in words_of(page)
    assert "Not enough yet" in words_of(page)
