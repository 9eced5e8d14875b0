"""A second version beside the live one, as the owner meets it."""

from core.common.actor import OWNER
from core.serving import deployment
from core.serving.prediction_log import trials
from core.storage.workspace import Workspace
from tests.pages.conftest import Opens, model_named, press, words_of

CHURN = "Who might not come back?"
PART = "Versions"


def second_version(stocked: Workspace) -> str:
    """Another version, equal to the first."""
    model = model_named(stocked, CHURN)
    with stocked.store.writing() as db:
        row = next(iter(db.query("SELECT * FROM version WHERE model = ?", [model.id])))
        db.table("version").insert({**row, "number": 2})
    return model.id


def test_with_one_version_it_says_how_to_get_another(opens: Opens, stocked: Workspace) -> None:
    model = model_named(stocked, CHURN)
    assert "There is one version so far" in words_of(opens("go_live", model=model.id, part=PART))


def test_a_version_comes_in_for_some_watches_answers_all_and_goes_again(opens: Opens, stocked: Workspace) -> None:
    model = second_version(stocked)
    page = opens("go_live", model=model, part=PART)

    page = press(page, "Bring in version 2")
    assert "version 2 answers 5 of 100 rows, and version 1 the others" in words_of(page)
    assert "Nothing was asked since then" in words_of(page)
    assert "version 2 on trial beside it" in words_of(opens("today"))
    page = opens("go_live", model=model, part=PART)
    live = deployment.live_of(stocked, model)
    assert live
    assert live.beside
    assert 0 < live.beside.share < 1
    page = press(page, "Take version 2 back")
    assert deployment.live_of(stocked, model).beside is None  # type: ignore[union-attr]

    assert "on trial" not in words_of(opens("today"))
    page = opens("go_live", model=model, part=PART)
    page.radio[-1].set_value("Only watching").run()
    page = press(page, "Bring in version 2")
    live = deployment.live_of(stocked, model)
    assert live
    assert live.beside
    assert live.beside.watches
    press(page, "Let version 2 answer everybody")
    assert deployment.live_of(stocked, model).version == 2  # type: ignore[union-attr]

    page = press(opens("go_live", model=model), "Go back to version 1")
    assert deployment.live_of(stocked, model).version == 1  # type: ignore[union-attr]
    assert not any(button.label.startswith("Go back") for button in page.button)


def test_a_version_that_was_taken_back_by_itself_is_told_on_both_pages(opens: Opens, stocked: Workspace) -> None:
    model = second_version(stocked)
    deployment.deploy(stocked, model, 2, who=OWNER)
    _note_a_step_back(stocked, model)
    deployment.sync_rollbacks(stocked)

    page = opens("go_live", model=model)
    assert any("version 2 was taken back by itself" in warning.value for warning in page.warning)
    (told,) = [each.value for each in opens("today").markdown if "was taken back by itself" in each.value]
    assert told.startswith(":material/undo: On "), "a paragraph of its own, not in the middle of another one"


def _note_a_step_back(stocked: Workspace, model: str) -> None:
    """As the endpoint leaves it in its log."""
    from datetime import datetime

    from core.serving.prediction_log.writing import Batch, LogWriter

    live = deployment.live_of(stocked, model)
    assert live
    since = datetime.fromisoformat(live.since).timestamp()
    why = '{"what": "errors", "rows": 40, "troubles": 12, "newer": 0.0, "older": 0.0}'
    writer = LogWriter.open(stocked.settings)
    writer.commit(Batch(steps_back=[(model, 2, since, 1, since + 60, why)]))
    writer.close()
    assert len(trials.logged_rollbacks(stocked)) == 1
