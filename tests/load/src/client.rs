//! A client that keeps its connection, and knows which answer it must get.

use std::io;
use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A callback of the app, and what it must answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Answers with what it was given: the id of its output.
    Echo(&'static str),
    /// Fails with this status.
    Fails(&'static str, u16),
}

/// Those that answer.
pub const ECHOES: [Kind; 3] = [Kind::Echo("plain"), Kind::Echo("thread"), Kind::Echo("waiting")];

/// Keeps its thread until [`RELEASE`] was asked with the same token.
pub const LATE_THREAD: Kind = Kind::Fails("late-thread", 504);

/// Ends a [`LATE_THREAD`].
pub const RELEASE: Kind = Kind::Echo("release");

/// Those that do not.
pub const FAILURES: [Kind; 4] =
    [Kind::Fails("failing", 500), Kind::Fails("panicking", 500), Kind::Fails("late", 504), LATE_THREAD];

impl Kind {
    fn output(self) -> &'static str {
        match self {
            Self::Echo(output) | Self::Fails(output, _) => output,
        }
    }
}

/// An answer, as far as it matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// Its body.
    pub body: String,
}

impl Answer {
    /// Whether it is that of the request with this token; for a failure, the error id in it.
    ///
    /// # Errors
    /// What it is instead.
    pub fn check(&self, kind: Kind, token: &str) -> Result<Option<String>, String> {
        let wrong = || Err(format!("the answer to {token} of {kind:?} is {self:?}"));
        match kind {
            Kind::Echo(output) => {
                let expected =
                    format!(r#"{{"multi":true,"response":{{"{output}":{{"children":"{token}"}}}}}}"#);
                if self.status == 200 && self.body == expected { Ok(None) } else { wrong() }
            }
            Kind::Fails(_, status) => {
                let id = self.body.rsplit_once("under the error id ").map(|(_, id)| id.trim_end_matches('.'));
                match id {
                    Some(id) if self.status == status => Ok(Some(id.to_owned())),
                    _ => wrong(),
                }
            }
        }
    }
}

/// The bytes of a request: the head, and the body.
pub fn request(kind: Kind, token: &str) -> (String, String) {
    let output = kind.output();
    let body = format!(
        r#"{{"output":"{output}.children","outputs":{{"id":"{output}","property":"children"}},"inputs":[{{"id":"in","property":"title","value":"{token}"}}],"changedPropIds":["in.title"],"parsedChangedPropsIds":["in.title"]}}"#
    );
    let head = format!(
        "POST /_dash-update-component HTTP/1.1\r\nhost: load\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    (head, body)
}

/// A connection that is kept.
#[derive(Debug)]
pub struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Client {
    /// Connects.
    ///
    /// # Errors
    /// Those of the system.
    pub async fn connect(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::new() })
    }

    /// Sends a request and reads its answer.
    ///
    /// # Errors
    /// When the connection breaks off.
    pub async fn ask(&mut self, kind: Kind, token: &str) -> io::Result<Answer> {
        let (head, body) = request(kind, token);
        self.send((head + &body).as_bytes()).await?;
        self.answer().await
    }

    /// Sends some bytes.
    ///
    /// # Errors
    /// When the connection breaks off.
    pub async fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes).await
    }

    /// Reads the next answer.
    ///
    /// # Errors
    /// When the connection breaks off, or what comes is no answer of a known length.
    pub async fn answer(&mut self) -> io::Result<Answer> {
        loop {
            if let Some((answer, length)) = parse(&self.buffer)? {
                self.buffer.drain(..length);
                return Ok(answer);
            }
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
    }
}

/// The answer at the start of `bytes` and its length, if it is all there.
fn parse(bytes: &[u8]) -> io::Result<Option<(Answer, usize)>> {
    let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else { return Ok(None) };
    let head = String::from_utf8_lossy(&bytes[..end]);
    let odd = || io::Error::new(io::ErrorKind::InvalidData, head.clone().into_owned());
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or_else(odd)?;
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
    });
    let total = end + 4 + length.ok_or_else(odd)?;
    let Some(body) = bytes.get(end + 4..total) else { return Ok(None) };
    Ok(Some((Answer { status, body: String::from_utf8_lossy(body).into_owned() }, total)))
}
