"""What can be read two ways throughout is asked, with the default said; what the file itself tells is not."""

from core.data.reading import Choices, Note
from tests.core.data.reading.reads import Read, reading_of

DATES = "when,n\n01/02/2026,1\n03/04/2026,2\n"


def first_day(read: Read, name: str = "when") -> str:
    return str(read.frame[name][0].date())


def test_dates_that_can_be_read_two_ways_are_read_day_first_and_asked_about() -> None:
    read = reading_of(DATES)
    [question] = read.asked
    assert first_day(read) == "2026-02-01"
    assert (question.choice, question.columns) == ("date_order", ("when",))
    assert question.options == (
        ("day_first", "01/02/2026 is 1 February 2026"),
        ("month_first", "01/02/2026 is 2 January 2026"),
    )


def test_an_answer_settles_the_question_for_its_columns_alone() -> None:
    [question] = reading_of(DATES).asked
    chosen = Choices().answered(question, "month_first")
    assert chosen.date_orders == {"when": "month_first"}
    again = reading_of(DATES, date_orders=chosen.date_orders)
    assert (first_day(again), again.asked) == ("2026-01-02", [])
    assert first_day(reading_of(DATES, date_order="month_first")) == "2026-01-02"


def test_another_column_of_the_file_answers_for_those_that_do_not_tell() -> None:
    read = reading_of("when,paid\n01/02/2026,02/25/2026\n03/04/2026,02/26/2026\n")
    assert (first_day(read), read.asked) == ("2026-01-02", [])
    assert "The month was read first in “when”: 01/02/2026 is 2 January." in read.notes


def test_where_columns_differ_each_is_asked_about() -> None:
    read = reading_of("a,b,c,d\n01/02/2026,03/04/2026,25/01/2026,01/25/2026\n02/03/2026,05/06/2026,1/1/2026,1/1/2026\n")
    assert [question.columns for question in read.asked] == [("a",), ("b",)]


def test_what_a_column_tells_for_sure_is_not_overruled_by_a_choice_for_the_whole_file() -> None:
    read = reading_of("when,n\n25/01/2026,1\n03/04/2026,2\n", date_order="month_first")
    assert str(read.frame["when"][1].date()) == "2026-04-03"
    assert list(reading_of("a|n\n1.234|1\n1.234,5|2\n", decimal="point").frame["a"]) == [1234.0, 1234.5]


def test_one_telling_date_among_very_many_is_found() -> None:
    rows = [f"{n % 12 + 1:02d}/{n // 12 % 12 + 1:02d}/2026 {n // 144:02d}:{n % 60:02d}" for n in range(3_400)]
    read = reading_of("\n".join(["when,n", *(f"{row},{n % 7}" for n, row in enumerate(rows)), "02/28/2026 10:00,1"]))
    assert (first_day(read), read.asked) == ("2026-01-01", [])
    assert str(read.frame["when"][1].date()) == "2026-02-01"


def test_numbers_that_can_be_read_two_ways_are_asked_about() -> None:
    text = "amount,n\n1,234;1\n5,678;2\n".replace(",n", "|n").replace(";", "|")
    [question] = reading_of(text).asked
    assert question.options == (
        ("point", "1,234 is 1234; the mark is for thousands"),
        ("comma", "1,234 is 1.234; the mark is for decimals"),
    )
    again = reading_of(text, decimals=Choices().answered(question, "comma").decimals)
    assert (list(again.frame["amount"]), again.asked) == ([1.234, 5.678], [])


def test_a_note_from_before_there_were_options_is_still_a_note() -> None:
    assert Note.from_dict({"sentence": "x", "choice": None, "columns": ["a"]}) == Note("x", None, ("a",))
