-- Appends an entry to a group's log, bounds the log, and notifies who follows it. Script.PUBLISH says what the keys, arguments and replies are.
-- The first write is the append: where Redis refuses writes, nothing has changed.
local META = '>c1c8c8i8i4i8i8i8i8i8'
local life, seen, age, idle, shift = ARGV[1], ARGV[2], tonumber(ARGV[7]), tonumber(ARGV[8]), tonumber(ARGV[9])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000) + shift
if KEYS[3] then
  local known = redis.call('GET', KEYS[3])
  if known then
    local epoch, offset, at = struct.unpack('>c8i8i8', string.sub(known, 17))
    if now < at + tonumber(ARGV[13]) then
      if string.sub(known, 1, 16) ~= ARGV[12] then return {'REUSED'} end
      return {'REPLAY', epoch, offset, at}
    end
  end
end

local version, epoch, begun, head, count, bytes, oldest, newest, touched, deadline, ancestors = '1', ARGV[3], life, 0, 0, 0, now, 0, 0, 0, ''
local lives, surplus = false, 0
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
end

now = math.max(now, newest)
head = head + 1
local entry = struct.pack('>c8i8i8', epoch, head, now) .. ARGV[10]
local length = redis.call('RPUSH', KEYS[2], entry)
if not lives then
  if length > 1 then redis.call('LTRIM', KEYS[2], -1, -1) end
elseif length ~= surplus + count + 1 then -- the log was evicted
  count = length - 1
  if count == 0 then bytes, ancestors = 0, '' end
elseif surplus > 0 then
  redis.call('LTRIM', KEYS[2], surplus, -1)
end
count = count + 1
bytes = bytes + 200 + #ARGV[10]
if count == 1 then oldest = now end
local most, weight, retained = tonumber(ARGV[5]), tonumber(ARGV[6]), now - age
while count > 1 do
  if count <= most and bytes <= weight then
    if oldest > retained then break end
    local _, _, at = struct.unpack('>c8i8i8', redis.call('LINDEX', KEYS[2], 0))
    oldest = at
    if at > retained then break end
  end
  local old = redis.call('LPOP', KEYS[2])
  local _, _, at = struct.unpack('>c8i8i8', old)
  oldest, bytes, count = at, bytes - 176 - #old, count - 1
end

local renewed = deadline < now - shift + age + idle
if renewed then deadline = now - shift + age + idle + math.floor(idle / 4) + 1000 end
renewed = renewed or length == 1 -- a list that has just begun has no end of its own
if renewed then redis.call('PEXPIREAT', KEYS[2], deadline) end
touched = math.max(touched, now)
redis.call('SET', KEYS[1], struct.pack(META, version, epoch, begun, head, count, bytes, oldest, now, touched, deadline) .. ancestors, 'PXAT', deadline)
redis.call('SPUBLISH', ARGV[11], entry)
if KEYS[3] then redis.call('SET', KEYS[3], ARGV[12] .. struct.pack('>c8i8i8', epoch, head, now), 'PX', ARGV[13]) end
return {'OK', epoch, head, now, renewed and 1 or 0}
