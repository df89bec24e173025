-- What wrk sends: the headers that Chromium sends with the renderer's requests; METHOD, PAYLOAD, ENCODING and ORIGIN come from
-- the environment. At the end one line of JSON says what came of it.
wrk.method = os.getenv("METHOD")
local headers = wrk.headers
headers["User-Agent"] = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
headers["Accept"] = "application/json"
headers["Accept-Language"] = "en-US,en;q=0.9"
if os.getenv("ENCODING") ~= "" then headers["Accept-Encoding"] = os.getenv("ENCODING") end
headers["Referer"] = os.getenv("ORIGIN") .. "/"
headers["Sec-Fetch-Dest"] = "empty"
headers["Sec-Fetch-Mode"] = "cors"
headers["Sec-Fetch-Site"] = "same-origin"
headers["sec-ch-ua"] = '"Chromium";v="140", "Not=A?Brand";v="24"'
headers["sec-ch-ua-mobile"] = "?0"
headers["sec-ch-ua-platform"] = '"Linux"'
if os.getenv("PAYLOAD") ~= "" then
  local file = assert(io.open(os.getenv("PAYLOAD"), "rb"))
  wrk.body = file:read("*a")
  file:close()
  headers["Content-Type"] = "application/json"
  headers["Origin"] = os.getenv("ORIGIN")
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\nRESULT {"requests":%d,"us":%d,"bytes":%d,"status":%d,"timeout":%d,"connect":%d,"read":%d,"write":%d,"p50":%d,"p99":%d}\n',
    summary.requests, summary.duration, summary.bytes, errors.status, errors.timeout, errors.connect, errors.read,
    errors.write, latency:percentile(50), latency:percentile(99)))
end
