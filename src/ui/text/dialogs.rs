//! The dialogs' strings.

use crate::language::{Phrase, say};
use crate::manifest::Severity;

/// The dialogs' strings.
pub struct Text {
    /// Of the help dialog.
    pub help: Phrase,
    /// Over the keys.
    pub keys: Phrase,
    /// Keys and what they do.
    pub key_list: &'static [(&'static [&'static str], Phrase)],
    /// Over the settings.
    pub settings: Phrase,
    /// Of the choice of colours.
    pub colours: Phrase,
    /// Of the switch for keys that write a character.
    pub shortcuts: Phrase,
    /// What that switch is for.
    pub shortcuts_hint: Phrase,
    /// Over what is not simulated.
    pub limits: Phrase,
    /// What is not simulated.
    pub limit_list: &'static [Phrase],
    /// Over the notice.
    pub about: Phrase,
    /// The notice.
    pub notice: &'static [Phrase],
    /// Of the list of steps.
    pub steps: Phrase,
    /// Of the dialog for one's own manifest.
    pub manifest: Phrase,
    /// What that dialog is for.
    pub manifest_hint: Phrase,
    /// Of the field.
    pub yaml: Phrase,
    /// Makes it the start.
    pub apply: Phrase,
    /// Where a diagnostic is.
    pub line_column: fn(u32, u32) -> String,
    /// How bad a remark is.
    pub severity: fn(Severity) -> Phrase,
    /// How many errors there are.
    pub errors: fn(usize) -> String,
    /// When there is none.
    pub no_errors: fn(usize) -> String,
}

/// English.
pub const EN: Text = Text {
    help: Phrase("Help and settings"),
    keys: Phrase("Keys"),
    key_list: &[
        (&["Space"], Phrase("play and pause")),
        (&["→"], Phrase("step")),
        (&["←"], Phrase("step back")),
        (&["Shift", "→"], Phrase("next step that changed the object in focus")),
        (&["Shift", "←"], Phrase("previous step that changed the object in focus")),
        (&["["], Phrase("to the command or named moment before")),
        (&["]"], Phrase("to the next command or named moment")),
        (&["Home"], Phrase("to the start")),
        (&["End"], Phrase("to the end")),
        (&["Page Up"], Phrase("step back, with a presenter")),
        (&["Page Down"], Phrase("step, and on in the lesson, with a presenter")),
        (&["."], Phrase("play and pause, with a presenter")),
        (&["?"], Phrase("this help")),
    ],
    settings: Phrase("Settings"),
    colours: Phrase("Colours"),
    shortcuts: Phrase("Keys that write a character are shortcuts: [ ] . ?"),
    shortcuts_hint: Phrase(
        "Switch this off if you speak to your computer, or if keys go off by themselves. All other \
         keys go on working.",
    ),
    limits: Phrase("What is not simulated"),
    limit_list: &[
        Phrase("One namespace, one EndpointSlice for each Service."),
        Phrase(
            "No init or sidecar containers with a life of their own, no liveness or startup \
             probes.",
        ),
        Phrase(
            "Affinity counts where it is required, not where it is preferred; Pods of one owner \
             are spread, whatever topology constraints say. Resource requests count, \
             limits do not.",
        ),
        Phrase(
            "No real network: a Service is the list of its endpoints, and requests are counted \
             one by one, without retries, kept connections or weight.",
        ),
        Phrase("No stale caches: a controller always sees its own writes."),
    ],
    about: Phrase("About"),
    notice: &[
        Phrase(
            "Everything runs in this page. There is no cluster and no account, nothing is sent \
             anywhere, and once visited the page works offline.",
        ),
        Phrase(
            "Kubernetes is a registered trademark of The Linux Foundation. This project is not \
             affiliated with The Linux Foundation or the Kubernetes project.",
        ),
    ],
    steps: Phrase("All steps"),
    manifest: Phrase("Your own manifest"),
    manifest_hint: Phrase(
        "Paste Deployments, StatefulSets, Services and what belongs to them. It stays in this \
         page. Nodes are added if you give none.",
    ),
    yaml: Phrase("YAML"),
    apply: Phrase("Start with this"),
    line_column: |line, column| format!("{line}:{column}"),
    severity: |severity| match severity {
        Severity::Error => Phrase("Error"),
        Severity::Warning => Phrase("Warning"),
        Severity::Note => Phrase("Note"),
    },
    errors: |count| say!("{count} {count|thing|things} to mend before it can start", count),
    no_errors: |objects| say!("{objects} {objects|object|objects}, nothing wrong", objects),
};
