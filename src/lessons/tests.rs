//! Chapters played.

use super::{Chapter, Lesson, LessonText, Refused, Task};
use crate::manifest::DEMO;
use std::rc::Rc;

/// The words for that task.
fn words(task: &Task) -> String {
    let part = |wanted: bool, text: &'static str| if wanted { text } else { "" };
    let asks = task.predict.is_some() || task.choose.is_some();
    let mut text = "intro: Words.\ntasks:\n  one:\n    title: One\n    text: Words.\n".to_owned();
    text += "    after: Words.\n";
    text += part(task.has_button() && task.choose.is_none(), "    button: Go\n");
    text += part(asks, "    question: What now?\n    options:\n");
    text += part(asks, "      a: {label: A, feedback: Words.}\n");
    text += part(asks, "      b: {label: B, feedback: Words.}\n");
    text += part(task.choose.is_some(), "    predict:\n      question: What?\n      options:\n");
    text += part(task.choose.is_some(), "        a: {label: A, feedback: Words.}\n");
    text += part(task.choose.is_some(), "        b: {label: B, feedback: Words.}\n");
    text += part(task.is_by_hand(), "    hints: [Words.]\n");
    text + "remember: Words.\nsources: []\n"
}

/// A chapter with one task, from the demonstration.
fn chapter(task: &str) -> Chapter {
    let lesson = format!("start: start.yaml\ntasks:\n- id: one\n{task}");
    let lesson = Lesson::read(&lesson).unwrap_or_else(|it| panic!("{task}: {it:?}"));
    let text = LessonText::read(&words(&lesson.tasks[0]), &lesson);
    let text = text.unwrap_or_else(|it| panic!("{it:?}"));
    let parallel =
        DEMO.replace("serviceName: db", "serviceName: db\n  podManagementPolicy: Parallel");
    let sleeping = DEMO.replace("replicas: 3", "replicas: 0");
    let files = [("start.yaml", DEMO), ("parallel.yaml", &parallel), ("sleeping.yaml", &sleeping)];
    let files = files.into_iter().map(|(file, text)| (file.into(), Rc::from(text))).collect();
    Chapter::new("test".into(), lesson, text, files)
}

/// The last moment of a task's run: seconds since it began, and the names of Pods of `db`.
fn played(task: &str) -> Result<(u64, Vec<String>), Refused> {
    let chapter = chapter(task);
    let timeline = chapter.opening().clone();
    let run = chapter.play(&chapter.lesson.tasks[0], &timeline, 0)?;
    let (began, rest) = (run.timeline.frame(run.began), run.timeline.frame(run.rest));
    let pods = super::names::pods(rest.cluster.store(), "db");
    let pods = pods.map(|pod| pod.metadata.name.to_string()).collect();
    Ok(((rest.cluster.now().0 - began.cluster.now().0) / 1000, pods))
}

#[test]
fn a_run_rests_where_nothing_is_due_or_where_it_should() {
    let names = |count: usize| (0..count).map(|at| format!("db-{at}")).collect::<Vec<_>>();
    let played = |task| played(task).expect("it is not refused");
    let (seconds, pods) = played("  give: [scale sts/db 5]\n");
    assert!(seconds > 6 && pods == names(5));
    assert_eq!(played("  give: [scale sts/db 5]\n  until: exists pod/db-3\n"), (0, names(4)));
    let (seconds, pods) = played("  give: [scale sts/db 9, wait 8s]\n");
    assert!((4..=8).contains(&seconds) && pods.len() < 7, "{seconds} {pods:?}");
    let (_, pods) =
        played("  give: [scale sts/db 5, wait, scale sts/db 4, wait, scale sts/db 6]\n");
    assert_eq!(pods, names(6));
    let (_, pods) = played("  give: [apply sleeping.yaml]\n");
    assert_eq!(pods, names(0));
}

#[test]
fn what_is_refused_ends_it_unless_it_was_tried() {
    let refused = played("  give: [scale sts/db 4, scale sts/dc 4]\n").expect_err("it is refused");
    assert_eq!(refused.line, "scale sts/dc 4");
    let (_, pods) = played("  give: [try scale sts/dc 4, scale sts/db 4]\n").expect("it is tried");
    assert_eq!(pods.len(), 4);
}

#[test]
fn the_run_says_which_answer_is_right() {
    let outcome = |a: &str, b: &str| {
        let task = format!(
            "  predict: {{options: [{{id: a, when: {a}}}, {{id: b, when: {b}}}]}}\n  \
             give: [delete pod/db-1]\n"
        );
        let chapter = chapter(&task);
        let task = &chapter.lesson.tasks[0];
        let run = chapter.play(task, chapter.opening(), 0).expect("not refused");
        let outcome = task.predict.as_ref().expect("a prediction").outcome(&run);
        outcome.map_err(|unclear| unclear.to_string())
    };
    assert_eq!(outcome("new pod/db-1", "gone pod/db-1"), Ok(0));
    assert_eq!(outcome("same pod/db-1", "created db = 1"), Ok(1));
    assert_eq!(outcome("gone pod/db-1", "pods db = 7"), Err("no option comes true".to_owned()));
    let both = "more than one option comes true: a, b".to_owned();
    assert_eq!(outcome("pods db = 3", "ready db = 3"), Err(both));
}

#[test]
fn a_solution_rests_where_all_goals_hold_first() {
    let chapter = chapter("  goals: [pods db = 1, ready db = 1]\n  solution: [scale sts/db 0]\n");
    let task = &chapter.lesson.tasks[0];
    let run = chapter.solve(task, chapter.opening(), 0, 0).expect("not refused");
    let store = run.timeline.frame(run.rest).cluster.store();
    assert_eq!(super::names::active_pods(store, "db").len(), 1);
}

#[test]
fn every_option_of_a_choice_has_the_same_day() {
    let chapter = chapter(
        "  choose: {options: [{id: a, start: parallel.yaml}, {id: b, start: sleeping.yaml}]}\n  \
         predict: {options: [{id: a, when: ready db = 3}, {id: b, when: pods db = 0}]}\n  \
         give: ['image {workload} * nginx:2', wait, ask, down node-b, wait 90s]\n  \
         goals: [image web nginx:2, once ready db = 3]\n",
    );
    let task = &chapter.lesson.tasks[0];
    let days = chapter.days(task, task.choose.as_ref().expect("a choice"));
    let goals: Vec<Vec<bool>> =
        days.into_iter().map(|day| day.expect("it is not refused").goals).collect();
    assert_eq!(goals, [[true, true], [false, false]]);
}
