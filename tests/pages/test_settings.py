from core.storage import backup, job_queue, preferences
from core.storage.workspace import Workspace, open_workspace
from tests.pages.conftest import Opens, words_of


def test_choices_are_kept(opens: Opens, workspace: Workspace) -> None:
    page = opens("settings")
    page.text_input[0].set_value("Harbour Street Gym")
    page.selectbox[0].set_value("en_IE")
    page.selectbox[1].set_value("EUR")
    page.form_submit_button[0].click().run()

    chosen = preferences.load(workspace)
    assert (chosen.business, chosen.locale, chosen.currency) == ("Harbour Street Gym", "en_IE", "EUR")


def test_keeping_nothing_can_be_chosen(opens: Opens, workspace: Workspace) -> None:
    page = opens("settings")
    page.selectbox[2].set_value(0)
    page.form_submit_button[1].click().run()

    assert preferences.load(workspace).keep_inputs_months == 0


def test_the_recovery_key_is_shown_only_when_asked_for(opens: Opens, workspace: Workspace) -> None:
    key = backup.recovery_key(workspace)
    page = opens("settings")
    assert key not in words_of(page)

    page.toggle[0].set_value(True).run()
    assert key in words_of(page)
    next(button for button in page.button if button.label == "I have written it down").click().run()
    assert preferences.load(workspace).recovery_key_saved
    assert "Written down" in words_of(page)


def test_a_backup_is_made_by_the_worker(opens: Opens, workspace: Workspace) -> None:
    page = opens("settings")
    assert "There is no backup yet" in words_of(page)

    next(button for button in page.button if button.label == "Make a backup now").click().run()
    assert [job.kind for job in job_queue.open_jobs(workspace)] == ["backup"]


def test_everything_is_removed_only_when_it_was_typed(opens: Opens, workspace: Workspace) -> None:
    preferences.change(workspace, business="Harbour Street Gym")
    page = opens("settings")
    remove = next(button for button in page.button if button.label == "Remove everything")
    assert remove.disabled

    page.text_input[-1].set_value("remove everything").run()
    next(button for button in page.button if button.label == "Remove everything").click().run()

    assert not page.exception
    assert page.title[0].value == "Welcome to Plainwell"
    assert preferences.load(open_workspace(workspace.settings)).business == ""
