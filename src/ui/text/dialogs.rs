//! The dialogs' strings.

use crate::manifest::Severity;

/// The dialogs' strings.
pub struct Text {
    /// Of the help dialog.
    pub help: &'static str,
    /// Over the keys.
    pub keys: &'static str,
    /// Keys and what they do.
    pub key_list: &'static [(&'static [&'static str], &'static str)],
    /// Over the settings.
    pub settings: &'static str,
    /// Of the choice of colours.
    pub colours: &'static str,
    /// Of the switch for keys that write a character.
    pub shortcuts: &'static str,
    /// What that switch is for.
    pub shortcuts_hint: &'static str,
    /// Over what is not simulated.
    pub limits: &'static str,
    /// What is not simulated.
    pub limit_list: &'static [&'static str],
    /// Over the notice.
    pub about: &'static str,
    /// The notice.
    pub notice: &'static [&'static str],
    /// Of the list of steps.
    pub steps: &'static str,
    /// Of the dialog for one's own manifest.
    pub manifest: &'static str,
    /// What that dialog is for.
    pub manifest_hint: &'static str,
    /// Of the field.
    pub yaml: &'static str,
    /// Makes it the start.
    pub apply: &'static str,
    /// Where a diagnostic is.
    pub line_column: fn(u32, u32) -> String,
    /// How bad a remark is.
    pub severity: fn(Severity) -> &'static str,
    /// How many errors there are.
    pub errors: fn(usize) -> String,
    /// When there is none.
    pub no_errors: fn(usize) -> String,
}

/// English.
pub const EN: Text = Text {
    help: "Help and settings",
    keys: "Keys",
    key_list: &[
        (&["Space"], "play and pause"),
        (&["→"], "step"),
        (&["←"], "step back"),
        (&["Shift", "→"], "next step that changed the object in focus"),
        (&["Shift", "←"], "previous step that changed the object in focus"),
        (&["["], "to your command before"),
        (&["]"], "to your next command"),
        (&["Home"], "to the start"),
        (&["End"], "to the end"),
        (&["Page Up"], "step back, with a presenter"),
        (&["Page Down"], "step, with a presenter"),
        (&["."], "play and pause, with a presenter"),
        (&["?"], "this help"),
    ],
    settings: "Settings",
    colours: "Colours",
    shortcuts: "Keys that write a character are shortcuts: [ ] . ?",
    shortcuts_hint: "Switch this off if you speak to your computer, or if keys go off by \
                     themselves. All other keys go on working.",
    limits: "What is not simulated",
    limit_list: &[
        "One namespace, one EndpointSlice for each Service.",
        "No init or sidecar containers with a life of their own, no liveness or startup probes.",
        "No affinity and no topology constraints beyond spreading; resource requests count, limits \
         do not.",
        "No real network: a Service is the list of its endpoints.",
        "No stale caches: a controller always sees its own writes.",
    ],
    about: "About",
    notice: &[
        "Everything runs in this page. There is no cluster and no account, nothing is sent \
         anywhere, and once visited the page works offline.",
        "Kubernetes is a registered trademark of The Linux Foundation. This project is not \
         affiliated with The Linux Foundation or the Kubernetes project.",
    ],
    steps: "All steps",
    manifest: "Your own manifest",
    manifest_hint: "Paste Deployments, StatefulSets, Services and what belongs to them. It stays \
                    in this page. Nodes are added if you give none.",
    yaml: "YAML",
    apply: "Start with this",
    line_column: |line, column| format!("{line}:{column}"),
    severity: |severity| match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Note => "Note",
    },
    errors: |count| match count {
        1 => "1 thing to mend before it can start".to_owned(),
        count => format!("{count} things to mend before it can start"),
    },
    no_errors: |objects| match objects {
        1 => "1 object, nothing wrong".to_owned(),
        objects => format!("{objects} objects, nothing wrong"),
    },
};
