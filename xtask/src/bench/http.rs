//! One request on a connection of its own: enough to compare answers, and to know that a server is there.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// No answer of a server under test takes so long.
const LONGEST: Duration = Duration::from_mins(1);

/// What a server answers to a GET, or to a POST of JSON: the body of a 200.
pub(super) fn ask(port: u16, path: &str, body: Option<&str>) -> Result<Vec<u8>, String> {
    let answer = exchange(port, path, body).map_err(|error| format!("{path}: {error}"))?;
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n");
    let end = end.ok_or_else(|| format!("{path}: an answer without an end of its head"))?;
    let head = String::from_utf8_lossy(&answer[..end]);
    let status = head.lines().next().unwrap_or_default();
    if status.split(' ').nth(1) != Some("200") {
        let body = String::from_utf8_lossy(&answer[end..]).into_owned();
        return Err(format!("{path}: expected a 200, found `{status}` {}", body.trim()));
    }
    Ok(answer[end + 4..].to_vec())
}

/// HTTP/1.0 has no keep-alive and no chunks: what comes until the end is the answer.
fn exchange(port: u16, path: &str, body: Option<&str>) -> std::io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(LONGEST))?;
    let (method, kind) =
        if body.is_some() { ("POST", "Content-Type: application/json\r\n") } else { ("GET", "") };
    let body = body.unwrap_or_default();
    let length = body.len();
    let head = format!(
        "{method} {path} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\n{kind}Content-Length: {length}\r\n\r\n"
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(body.as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    fn answered_with(answer: &'static str) -> Result<Vec<u8>, String> {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 1024];
            let read = stream.read(&mut request).unwrap();
            stream.write_all(answer.as_bytes()).unwrap();
            String::from_utf8_lossy(&request[..read]).into_owned()
        });
        let answer = ask(port, "/x", None);
        assert!(server.join().unwrap().starts_with("GET /x HTTP/1.0\r\n"));
        answer
    }

    #[test]
    fn the_body_of_a_200_is_the_answer() {
        assert_eq!(answered_with("HTTP/1.1 200 OK\r\nA: b\r\n\r\n{}").unwrap(), b"{}");
    }

    #[test]
    fn anything_else_is_told() {
        let message = answered_with("HTTP/1.1 500 Oh\r\n\r\nbroken").unwrap_err();
        assert_eq!(message, "/x: expected a 200, found `HTTP/1.1 500 Oh` broken");
        assert!(answered_with("").unwrap_err().contains("without an end"));
    }
}
