//! What this process answers while there is no program: a page that says why, and that becomes the app's.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::problem::{Problem, json};

const PAGE: &str = include_str!("waiting.html");

/// How long a request is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// How many bytes of a request are read: far more than browsers send.
const MOST: u64 = 64 * 1024;

/// Until a connection is tried again that the system refused.
const PAUSE: Duration = Duration::from_millis(200);

/// The next connection. Neither one that broke off nor a lack of open files ends this program.
pub(super) async fn connection<T>(mut accept: impl AsyncFnMut() -> io::Result<T>) -> T {
    loop {
        match accept().await {
            Ok(connection) => return connection,
            Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => (),
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}

/// Answers one request, whatever is asked: a program would answer 503 where it cannot serve.
pub(super) async fn answer(mut connection: TcpStream, problem: Option<Problem>) {
    let (reader, mut writer) = connection.split();
    let Ok(Some(request)) = timeout(PATIENCE, request(reader)).await else { return };
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

/// The first line of a request, of which no body is read.
async fn request(reader: impl AsyncRead + Unpin) -> Option<String> {
    let mut lines = BufReader::new(reader.take(MOST)).lines();
    let first = lines.next_line().await.ok().flatten()?;
    // A browser takes an answer amiss that comes before it has said all.
    while lines.next_line().await.ok().flatten().is_some_and(|line| !line.is_empty()) {}
    Some(first)
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

    #[tokio::test]
    async fn a_connection_that_fails_is_not_the_end() {
        use io::ErrorKind::{ConnectionAborted, Other};
        let mut results = [Err(ConnectionAborted), Err(Other), Ok("the next one")].into_iter();
        let accept = async || results.next().unwrap().map_err(io::Error::from);
        assert_eq!(connection(accept).await, "the next one");
    }

    #[tokio::test]
    async fn of_a_line_without_end_not_much_is_kept() {
        let endless = tokio::io::repeat(b'a').take(4 * MOST);
        assert_eq!(request(endless).await.unwrap().len() as u64, MOST);
        let whole = &b"GET / HTTP/1.1\r\nhost: x\r\n\r\n"[..];
        assert_eq!(request(whole).await.unwrap(), "GET / HTTP/1.1");
    }

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
