//! The tutorial's strings. What the chapters themselves say stands in their files.

use crate::app::Notice;
use crate::app::learn::Failure;
use crate::language::{Phrase, say};

/// The tutorial's strings.
pub struct Text {
    /// The column's name.
    pub name: Phrase,
    /// Which chapter of how many.
    pub chapter_of: fn(usize, usize) -> String,
    /// Which task of how many, for a screen reader.
    pub task_of: fn(usize, usize) -> String,
    /// Opens the list of chapters.
    pub contents: Phrase,
    /// While something is fetched.
    pub loading: Phrase,
    /// The heading over what did not come.
    pub failed: Phrase,
    /// Why it did not come.
    pub failure: fn(&Failure) -> String,
    /// Asks again.
    pub retry: Phrase,
    /// Why something else is shown than was asked for.
    pub notice: fn(&Notice) -> String,
    /// Takes a notice away.
    pub dismiss: Phrase,
    /// Progress cannot be kept.
    pub not_kept: Phrase,
    /// Before a question.
    pub predict: Phrase,
    /// Stands by the chosen answer.
    pub check: Phrase,
    /// Beside that button: what comes then.
    pub then_watch: Phrase,
    /// Plays the day of the chosen manifest.
    pub play_day: Phrase,
    /// Beside that button: what comes then.
    pub then_asked: Phrase,
    /// Beside that button while nothing is chosen.
    pub choose_first: Phrase,
    /// While the run goes on.
    pub running: Phrase,
    /// Leaves out what is still to be watched.
    pub to_rest: Phrase,
    /// The verdict: right.
    pub right: Phrase,
    /// The verdict: wrong.
    pub wrong: Phrase,
    /// Nothing that was offered came true.
    pub no_outcome: Phrase,
    /// The mark of the right option, for a screen reader.
    pub is_right: Phrase,
    /// The mark of a wrong answer, for a screen reader.
    pub is_wrong: Phrase,
    /// The heading over goals.
    pub goals: Phrase,
    /// All goals hold.
    pub goals_met: Phrase,
    /// What is still missing of a goal.
    pub missing: fn(&str) -> String,
    /// A goal that holds, for a screen reader.
    pub holds: Phrase,
    /// A goal that does not, for a screen reader.
    pub open: Phrase,
    /// Where there is something to do by hand.
    pub by_hand: Phrase,
    /// Shows a hint.
    pub hint: Phrase,
    /// Shows one more.
    pub next_hint: Phrase,
    /// A hint's number.
    pub hint_of: fn(usize, usize) -> String,
    /// Plays the solution.
    pub show_me: Phrase,
    /// Takes the last command back.
    pub undo: Phrase,
    /// The task once more.
    pub again: Phrase,
    /// What could not be done at this moment.
    pub refused: fn(&str, &str) -> String,
    /// Over the question "why?".
    pub why: Phrase,
    /// What happens to what is typed.
    pub why_hint: Phrase,
    /// Compares it with ours.
    pub compare: Phrase,
    /// Does without.
    pub pass_over: Phrase,
    /// Over what the person typed.
    pub yours: Phrase,
    /// Over what we say.
    pub ours: Phrase,
    /// On to the next task.
    pub next: Phrase,
    /// Behind the last task.
    pub finish: Phrase,
    /// On although the task is not done.
    pub skip: Phrase,
    /// Goes on in the laboratory.
    pub to_lab: Phrase,
    /// All of the text, where it is folded.
    pub read_more: Phrase,
    /// Folds it again.
    pub read_less: Phrase,
    /// Over the hours of the day so far.
    pub hours: Phrase,
    /// What came of one of them: Pods that are Ready, and how few there were.
    pub hour: fn(usize, usize) -> String,
    /// Over what became of the person's own choice.
    pub own_day: Phrase,
    /// Over what became of each other option.
    pub days: Phrase,
    /// Puts that option's run on the stage.
    pub look_at: Phrase,
    /// It is on the stage.
    pub on_stage: Phrase,
    /// That option could not be led through the day.
    pub no_day: Phrase,
    /// Chooses once more.
    pub choose_again: Phrase,
    /// Over the sentence to remember.
    pub remember: Phrase,
    /// Over what else can be tried.
    pub variations: Phrase,
    /// Over the sources.
    pub sources: Phrase,
    /// The next chapter.
    pub next_chapter: Phrase,
    /// There is no next chapter.
    pub all_done: Phrase,
    /// The chapter once more.
    pub chapter_again: Phrase,
    /// A chapter is finished.
    pub finished: Phrase,
    /// Of the list of chapters: how far each is.
    pub state: fn(usize, bool) -> String,
    /// Over the whole list.
    pub so_far: fn(usize, usize) -> String,
    /// Forgets all that was done.
    pub reset: Phrase,
    /// Asks before that.
    pub reset_sure: Phrase,
    /// Yes.
    pub reset_yes: Phrase,
    /// No.
    pub reset_no: Phrase,
    /// The glossary's title.
    pub glossary: Phrase,
    /// Of what names the parts of the picture.
    pub parts: Phrase,
    /// Which part of how many.
    pub part_of: fn(usize, usize) -> String,
    /// The part before.
    pub part_before: Phrase,
    /// The next part.
    pub part_next: Phrase,
    /// Names no part any more.
    pub parts_close: Phrase,
    /// Names the parts again.
    pub parts_again: Phrase,
    /// Prints the sheet.
    pub print: Phrase,
    /// The run in words.
    pub transcript: Phrase,
    /// What it is.
    pub transcript_hint: fn(usize) -> String,
    /// Copies it.
    pub copy: Phrase,
    /// It was copied.
    pub copied: Phrase,
    /// It could not be copied.
    pub not_copied: Phrase,
    /// The run's named moments.
    pub moments: Phrase,
    /// The moment of an answer among them.
    pub answered: Phrase,
}

/// English.
pub const EN: Text = Text {
    name: Phrase("Lesson"),
    chapter_of: |number, all| say!("Chapter {number} of {all}", number, all),
    task_of: |number, all| say!("Task {number} of {all}", number, all),
    contents: Phrase("All chapters"),
    loading: Phrase("The chapter is coming …"),
    failed: Phrase("This chapter could not be loaded"),
    failure: |failure| match failure {
        Failure::Offline => say!(
            "There is no network, and this chapter was not read here before. The Lab works \
             without one."
        ),
        Failure::Missing => say!("The server did not send it. It may work in a moment."),
        Failure::Broken(why) => say!("It is not what it should be: {why}", why),
    },
    retry: Phrase("Try again"),
    notice: |notice| match notice {
        Notice::NoPage => say!("There is no page at this address. This is where you left off."),
        Notice::NoChapter(id) => {
            say!("There is no chapter “{id}”. This is the nearest that there is.", id)
        }
        Notice::NoTask(id) => say!("This chapter has no task “{id}”. It begins here.", id),
        Notice::NoMoment => say!(
            "The run does not come to the moment that the address names. This is as near as it \
             gets."
        ),
    },
    dismiss: Phrase("Close this message"),
    not_kept: Phrase("This browser keeps nothing for us: your progress lasts until you leave."),
    predict: Phrase("Predict: "),
    check: Phrase("Check"),
    then_watch: Phrase("then watch it happen"),
    play_day: Phrase("Play the day"),
    then_asked: Phrase("one question comes on the way"),
    choose_first: Phrase("choose an answer first"),
    running: Phrase("Watch …"),
    to_rest: Phrase("Show the result"),
    right: Phrase("That is what happens."),
    wrong: Phrase("Something else happens."),
    no_outcome: Phrase(
        "None of these came true: the scene is not as it was. Start the task again to see.",
    ),
    is_right: Phrase("right"),
    is_wrong: Phrase("your answer"),
    goals: Phrase("Goal"),
    goals_met: Phrase("Reached."),
    missing: |what| say!("still missing: {what}", what),
    holds: Phrase("holds"),
    open: Phrase("does not hold yet"),
    by_hand: Phrase("Any way counts: the buttons and menus on the stage are yours."),
    hint: Phrase("Hint"),
    next_hint: Phrase("Another hint"),
    hint_of: |number, all| say!("Hint {number} of {all}", number, all),
    show_me: Phrase("Show me"),
    undo: Phrase("Undo"),
    again: Phrase("Start the task again"),
    refused: |line, why| say!("`{line}` cannot be done at this moment: {why}", line, why),
    why: Phrase("In your own words"),
    why_hint: Phrase("What you type stays in this page."),
    compare: Phrase("Compare"),
    pass_over: Phrase("Just tell me"),
    yours: Phrase("You said"),
    ours: Phrase("We would say"),
    next: Phrase("Next"),
    finish: Phrase("Finish the chapter"),
    skip: Phrase("Skip"),
    to_lab: Phrase("Open this moment in the Lab"),
    read_more: Phrase("More of this"),
    read_less: Phrase("Less of this"),
    hours: Phrase("The day so far"),
    hour: |ready, least| say!("{ready} Ready, never fewer than {least}", ready, least),
    own_day: Phrase("Your choice, at the end of the day"),
    days: Phrase("The same day with another choice"),
    look_at: Phrase("Look at this day"),
    on_stage: Phrase("on the stage"),
    no_day: Phrase("This one cannot be led through the day."),
    choose_again: Phrase("Choose again"),
    remember: Phrase("Remember"),
    variations: Phrase("Try it otherwise"),
    sources: Phrase("Where it is written"),
    next_chapter: Phrase("Next chapter"),
    all_done: Phrase("That was the last chapter. The Lab is yours."),
    chapter_again: Phrase("This chapter again"),
    finished: Phrase("Finished"),
    state: |done, is_finished| match (done, is_finished) {
        (_, true) => say!("finished"),
        (0, false) => say!("not begun"),
        (done, false) => say!("{done} {done|task|tasks} done", done),
    },
    so_far: |done, all| say!("{done} of {all} chapters finished", done, all),
    reset: Phrase("Forget my progress"),
    reset_sure: Phrase("Forget all that you have done in the chapters, on this device?"),
    reset_yes: Phrase("Forget it"),
    reset_no: Phrase("Keep it"),
    glossary: Phrase("What words mean"),
    parts: Phrase("The parts"),
    part_of: |number, all| say!("{number} of {all}", number, all),
    part_before: Phrase("The part before"),
    part_next: Phrase("The next part"),
    parts_close: Phrase("Close the names of the parts"),
    parts_again: Phrase("Name the parts"),
    print: Phrase("Print"),
    transcript: Phrase("The run in words"),
    transcript_hint: |steps| say!("{steps} {steps|step|steps}, up to the moment shown.", steps),
    copy: Phrase("Copy"),
    copied: Phrase("Copied."),
    not_copied: Phrase("This browser does not let us copy: select the text instead."),
    moments: Phrase("Named moments"),
    answered: Phrase("Your answer"),
};
