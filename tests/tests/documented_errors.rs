//! What the documentation says that the compiler says, it does say: every such message is that of a case in `compile-fail`.

use std::fs;
use std::path::Path;

const PAGES: [&str; 3] = ["callback.md", "clientside_callback.md", "outputs.md"];

/// The second column of the tables about messages.
fn messages(page: &str) -> Vec<&str> {
    let mut inside = false;
    let rows = page.lines().filter(move |line| {
        let is_heading = line.contains("| The compiler says |");
        inside = is_heading || (inside && line.starts_with('|'));
        inside && !is_heading && !line.starts_with("|---")
    });
    rows.filter_map(|row| row.trim_end_matches(" |").rsplit_once(" | ").map(|(_, message)| message)).collect()
}

#[test]
fn every_documented_message_is_that_of_a_case() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cases = fs::read_dir(root.join("compile-fail")).expect("the folder of cases");
    let cases = cases.map(|case| case.expect("a case").path());
    let cases = cases.filter(|path| path.extension().is_some_and(|extension| extension == "stderr"));
    let cases: Vec<String> = cases.map(|path| fs::read_to_string(path).expect("messages")).collect();
    let mut found = 0;
    for name in PAGES {
        let page = fs::read_to_string(root.join("../dash/src/docs").join(name)).expect("a page");
        for message in messages(&page) {
            // Two backticks stand around text that holds one.
            let message = message.replace("``", "`");
            assert!(cases.iter().any(|case| case.contains(&message)), "{name}: no case says: {message}");
            found += 1;
        }
    }
    assert!(found > 60, "{found} messages");
}

#[test]
fn the_tables_are_read() {
    let page = "| Written | The compiler says |\n|---|---|\n| `a` | one `b` |\n\n| other | table |\n|---|---|\n| 1 | 2 |\n";
    assert_eq!(messages(page), ["one `b`"]);
}
