//! What was measured, as Markdown.

use super::contestant::Contestant;
use super::rounds::{Results, Run};
use super::statistics::{median, paired_ratio};

/// All tables.
pub(super) fn all(results: &[Results]) -> String {
    [processors(results), ratios(results), speed(results), memory(results), disturbance(results)].join("\n\n")
}

/// The main table.
fn processors(results: &[Results]) -> String {
    let mut header = vec!["us CPU a request"];
    header.extend(Contestant::ALL.map(Contestant::title));
    header.extend(["ours / tuned", "at most", ""]);
    let row = |results: &Results| {
        let cpu = |contestant| results.of(contestant, |run| run.cpu);
        let mut row = vec![label(results)];
        row.extend(Contestant::ALL.map(|contestant| rounded(median(cpu(contestant).into_iter().flatten()))));
        let ratio = paired_ratio(&cpu(Contestant::Ours), &cpu(Contestant::Tuned));
        row.extend([
            times(ratio),
            times(Some(results.workload.limit)),
            verdict(ratio, results.workload.limit),
        ]);
        row
    };
    table(&header, results.iter().map(row))
}

/// How many times more or less the others take.
fn ratios(results: &[Results]) -> String {
    let others = Contestant::ALL.into_iter().filter(|contestant| *contestant != Contestant::Ours);
    let others: Vec<_> = others.collect();
    let titles: Vec<_> = others.iter().map(|other| format!("{} / ours", other.title())).collect();
    let mut header = vec!["CPU, as a ratio"];
    header.extend(titles.iter().map(String::as_str));
    let row = |results: &Results| {
        let cpu = |contestant| results.of(contestant, |run| run.cpu);
        let ours = cpu(Contestant::Ours);
        let mut row = vec![label(results)];
        row.extend(others.iter().map(|other| times(paired_ratio(&cpu(*other), &ours))));
        row
    };
    table(&header, results.iter().map(row))
}

fn speed(results: &[Results]) -> String {
    let mut header = vec!["requests/s; p50 / p99 in ms"];
    header.extend(Contestant::ALL.map(Contestant::title));
    header.push("p99, ours / tuned");
    let row = |results: &Results| {
        let mut row = vec![label(results)];
        row.extend(Contestant::ALL.map(|contestant| {
            let middle =
                |number: fn(&Run) -> f64| median(results.of(contestant, number).into_iter().flatten());
            let (rate, p50, p99) = (middle(|run| run.load.rate()), middle(p50), middle(p99));
            rate.map_or_else(none, |rate| format!("{rate:.0}; {} / {}", rounded(p50), rounded(p99)))
        }));
        let ratio = paired_ratio(&results.of(Contestant::Ours, p99), &results.of(Contestant::Tuned, p99));
        let verdict =
            results.workload.p99_limit.map(|limit| format!(", at most {limit}: {}", verdict(ratio, limit)));
        row.push(times(ratio) + &verdict.unwrap_or_default());
        row
    };
    table(&header, results.iter().map(row))
}

fn p50(run: &Run) -> f64 {
    run.load.p50().as_secs_f64() * 1e3
}

fn p99(run: &Run) -> f64 {
    run.load.p99().as_secs_f64() * 1e3
}

fn memory(results: &[Results]) -> String {
    let mut header = vec!["MB after the load, RSS (highest)"];
    header.extend(Contestant::ALL.map(Contestant::title));
    let row = |results: &Results| {
        let mut row = vec![label(results)];
        row.extend(Contestant::ALL.map(|contestant| {
            let most = |number: fn(&Run) -> f64| {
                results.of(contestant, number).into_iter().flatten().reduce(f64::max)
            };
            let (rss, peak) = (most(|run| run.memory.rss), most(|run| run.memory.peak));
            rss.map_or_else(none, |rss| format!("{rss:.0} ({:.0})", peak.unwrap_or_default()))
        }));
        row
    };
    table(&header, results.iter().map(row))
}

/// How far the figures can be trusted.
fn disturbance(results: &[Results]) -> String {
    let runs = || results.iter().flat_map(|results| results.runs.iter().map(move |run| (results, run)));
    let middle = median(runs().map(|(_, run)| run.other)).unwrap_or_default();
    let most = runs().map(|(_, run)| run.other).fold(0.0, f64::max);
    let mut lines = vec![format!(
        "Other work on the machine during a run, in per cent of one processor: median {middle:.0}, at most {most:.0}."
    )];
    lines.extend(runs().filter_map(|(results, run)| {
        let (name, title, round) = (results.workload.name, run.contestant.title(), run.round + 1);
        Some(format!("Errors in {name}, {title}, round {round}: {}.", run.load.errors()?))
    }));
    lines.join("\n")
}

fn label(results: &Results) -> String {
    let workload = results.workload;
    format!("**{}** {}", workload.name.to_uppercase().replace('S', "s"), workload.about)
}

fn verdict(ratio: Option<f64>, limit: f64) -> String {
    ratio.map_or_else(String::new, |ratio| if ratio <= limit { "met" } else { "**missed**" }.to_owned())
}

fn times(ratio: Option<f64>) -> String {
    ratio.map_or_else(none, |ratio| if ratio < 10.0 { format!("{ratio:.2}") } else { format!("{ratio:.0}") })
}

/// Three digits are all that can be believed.
pub(super) fn rounded(number: Option<f64>) -> String {
    let Some(number) = number else { return none() };
    match number {
        small if small < 10.0 => format!("{small:.2}"),
        small if small < 100.0 => format!("{small:.1}"),
        large => format!("{large:.0}"),
    }
}

fn none() -> String {
    "–".to_owned()
}

/// The first column is words, the others are numbers.
pub(super) fn table(header: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut lines = vec![format!("| {} |", header.join(" | "))];
    lines.push(format!("|---|{}", "---:|".repeat(header.len() - 1)));
    lines.extend(rows.into_iter().map(|row| format!("| {} |", row.join(" | "))));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_three_digits() {
        let texts = [0.123_4, 9.876, 98.76, 987.6, 9876.5].map(|number| rounded(Some(number)));
        assert_eq!(texts, ["0.12", "9.88", "98.8", "988", "9876"]);
        assert_eq!(
            (times(Some(1.204)), times(Some(38.6)), times(None)),
            ("1.20".into(), "39".into(), "–".into())
        );
    }

    #[test]
    fn the_limit_itself_is_met() {
        assert_eq!(verdict(Some(1.2), 1.2), "met");
        assert_eq!(verdict(Some(1.21), 1.2), "**missed**");
        assert_eq!(verdict(None, 1.2), "");
    }

    #[test]
    fn a_table_is_markdown() {
        let rows = [vec!["a".to_owned(), "1".to_owned()]];
        assert_eq!(table(&["what", "n"], rows), "| what | n |\n|---|---:|\n| a | 1 |");
    }
}
