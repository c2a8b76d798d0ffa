-- Reads entries of a group's log, touches the group, and begins a life.
local refused = fence()
if refused then return refused end

local touches = ARGV[13] == '1' or not lives
if touches or rotates then
  if touches then touched = math.max(touched, now) end
  local renewed = renew()
  redis.call('SET', KEYS[1], pack(), 'PXAT', deadline) -- the first write: nothing has changed where it is refused
  if not lives then redis.call('DEL', KEYS[2]) elseif surplus > 0 then redis.call('LTRIM', KEYS[2], surplus, -1) end
  if renewed then redis.call('PEXPIREAT', KEYS[2], deadline) end
end

local mode, offset, page, wanted = ARGV[8], tonumber(ARGV[10]), tonumber(ARGV[11]), 0
if count > 0 then page = math.max(1, math.min(page, math.floor(tonumber(ARGV[12]) * count / bytes))) end
if mode == 'newest' then
  wanted = math.min(count, head, offset, page)
elseif mode == 'after' then
  wanted = math.min(count, head) -- after a position that is not known: what the present epoch retains
  if ARGV[9] == epoch then
    if offset <= head then wanted = head - offset end
  else
    local newer = head
    for i = 1, #ancestors, 16 do
      local ancestor, last = struct.unpack('>c8i8', ancestors, i)
      if ancestor == ARGV[9] then
        wanted = newer + math.max(0, last - offset)
        break
      end
      newer = newer + last
    end
  end
  wanted = math.min(wanted, count)
end
local entries = {}
if wanted > 0 then
  entries = redis.call('LRANGE', KEYS[2], -wanted, math.min(-1, page - wanted - 1))
  if #entries == 0 then -- the log was evicted, and began anew
    wanted = math.min(wanted, redis.call('LLEN', KEYS[2]))
    if wanted > 0 then entries = redis.call('LRANGE', KEYS[2], -wanted, math.min(-1, page - wanted - 1)) end
  end
end
return {'OK', pack(), wanted, entries, now}
