-- Reads entries of a group's log, touches the group, and begins a life. Script.READ says what the keys, arguments and replies are.
local META = '>c1c8c8i8i4i8i8i8i8i8'
local life, seen, mode = ARGV[1], ARGV[2], ARGV[5]
local age, idle, shift = tonumber(ARGV[10]), tonumber(ARGV[11]), tonumber(ARGV[12])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000) + shift
local version, epoch, begun, head, count, bytes, oldest, newest, touched, deadline, ancestors = '1', ARGV[3], life, 0, 0, 0, now, 0, 0, 0, ''
local lives, surplus, write = false, 0, ARGV[13] == '1'
local packed = redis.call('GET', KEYS[1])
if packed then
  local rest
  version, epoch, begun, head, count, bytes, oldest, newest, touched, deadline, rest = struct.unpack(META, packed)
  ancestors = string.sub(packed, rest)
  lives = now < math.max(touched, count > 0 and newest + age or 0) + idle
end
if not lives then
  if ARGV[4] ~= '1' then return {'NONE'} end
  epoch, begun, head, count, bytes, oldest, newest, touched, deadline, ancestors = ARGV[3], life, 0, 0, 0, now, 0, 0, 0, ''
  write = true
elseif begun ~= life then
  if begun ~= seen then return {'LIFE', begun} end
  ancestors = struct.pack('>c8i8', epoch, head) .. ancestors
  epoch, begun, head = ARGV[3], life, 0
  local left, kept = count, 0
  while kept < 4 and left > 0 and kept * 16 < #ancestors do
    local _, last = struct.unpack('>c8i8', ancestors, kept * 16 + 1)
    left, kept = left - last, kept + 1
  end
  ancestors = string.sub(ancestors, 1, kept * 16)
  if left > 0 then -- entries of ancestors that are given up
    for _, old in ipairs(redis.call('LRANGE', KEYS[2], 0, left - 1)) do bytes = bytes - 176 - #old end
    surplus, count = left, count - left
  end
  write = true
end

if write then
  touched = math.max(touched, now)
  local renewed = deadline < now - shift + age + idle
  if renewed then deadline = now - shift + age + idle + math.floor(idle / 4) + 1000 end
  packed = struct.pack(META, version, epoch, begun, head, count, bytes, oldest, newest, touched, deadline) .. ancestors
  redis.call('SET', KEYS[1], packed, 'PXAT', deadline) -- the first write: nothing has changed where it is refused
  if not lives then redis.call('DEL', KEYS[2]) elseif surplus > 0 then redis.call('LTRIM', KEYS[2], surplus, -1) end
  if renewed then redis.call('PEXPIREAT', KEYS[2], deadline) end
end

local offset, page, wanted = tonumber(ARGV[7]), tonumber(ARGV[8]), 0
if count > 0 then page = math.max(1, math.min(page, math.floor(tonumber(ARGV[9]) * count / bytes))) end
if mode == 'newest' then
  wanted = math.min(count, head, offset, page)
elseif mode == 'after' then
  wanted = math.min(count, head) -- after a position that is not known: what the present epoch retains
  if ARGV[6] == epoch then
    if offset <= head then wanted = head - offset end
  else
    local newer = head
    for i = 1, #ancestors, 16 do
      local ancestor, last = struct.unpack('>c8i8', ancestors, i)
      if ancestor == ARGV[6] then
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
return {'OK', packed, wanted, entries, now}
