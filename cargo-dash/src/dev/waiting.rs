//! What this process answers while there is no program: a page that says why, and that becomes the app's.

use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::problem::{Problem, json};

const PAGE: &str = include_str!("waiting.html");

/// The longest line of a request that is read.
const PATIENCE: Duration = Duration::from_secs(5);

/// Answers one request, whatever is asked: a program would answer 503 where it cannot serve.
pub(super) async fn answer(mut connection: TcpStream, problem: Option<Problem>) {
    let (reader, mut writer) = connection.split();
    let mut lines = BufReader::new(reader).lines();
    let read = async {
        let first = lines.next_line().await.ok().flatten()?;
        // A browser takes an answer amiss that comes before it has said all.
        while lines.next_line().await.ok().flatten().is_some_and(|line| !line.is_empty()) {}
        Some(first)
    };
    let Ok(Some(request)) = timeout(PATIENCE, read).await else { return };
    let path = request.split(' ').nth(1).unwrap_or_default();
    let (kind, body) = if path.ends_with("/_dash-dev/status") {
        ("application/json", json(problem.as_ref()))
    } else {
        ("text/html; charset=utf-8", page(problem.as_ref()))
    };
    let answer = format!(
        "HTTP/1.1 503 Service Unavailable\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    // Nobody is left to tell.
    let _ = writer.write_all(answer.as_bytes()).await;
    let _ = writer.shutdown().await;
}

fn page(problem: Option<&Problem>) -> String {
    let (title, text) = problem.map_or(("Building …", ""), |problem| (&*problem.title, &*problem.text));
    // The text last: it may hold the mark of the title.
    PAGE.replace("{title}", &escape(title)).replace("{text}", &escape(text))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_compiler_says_is_text() {
        let problem = Problem { title: "Vec<T>".to_owned(), text: "<script>{title}</script>".to_owned() };
        let page = page(Some(&problem));
        assert!(
            page.contains("Vec&lt;T&gt;") && page.contains("&lt;script&gt;{title}&lt;/script&gt;"),
            "{page}"
        );
    }
}
