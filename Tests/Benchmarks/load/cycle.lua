-- Launches pods and stops them: every answer to a launch puts an id in the queue, and a connection with nothing to wait
-- for stops the oldest before it launches another. The launch and both ends of the stop are formatted once.
local launch, before, after
local ids, first, last = {}, 1, 0

function init()
  wrk.headers["Content-Type"] = "application/json"
  launch = wrk.format("POST", "/v1/rentals", nil, os.getenv("BENCH_BODY"))
  wrk.headers["Content-Type"] = nil
  local stop = wrk.format("POST", "/v1/rentals/{id}/stop")
  before, after = stop:match("^(.-){id}(.*)$")
end

function request()
  if first > last then return launch end
  local id = ids[first]
  ids[first] = nil
  first = first + 1
  return before .. id .. after
end

function response(status, headers, body)
  if body:find('"status":"provisioning"', 1, true) then
    last = last + 1
    ids[last] = body:sub(8, body:find('"', 8, true) - 1)
  end
end

dofile(os.getenv("BENCH_LUA") .. "/figures.lua")
