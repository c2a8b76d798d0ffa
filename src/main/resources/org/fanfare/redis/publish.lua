-- Appends an entry to a group's log, bounds the log, and notifies who follows it. The first write is the append: where Redis refuses writes, nothing has changed.
if KEYS[3] then
  local known = redis.call('GET', KEYS[3])
  if known then
    local of, offset, at = struct.unpack('>c8i8i8', string.sub(known, 17))
    if now < at + tonumber(ARGV[13]) then
      if string.sub(known, 1, 16) ~= ARGV[12] then return {'REUSED'} end
      return {'REPLAY', of, offset, at}
    end
  end
end
local refused = fence()
if refused then return refused end

now = math.max(now, newest) -- time never goes back inside a log
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
local most, weight, retained = tonumber(ARGV[8]), tonumber(ARGV[9]), now - age
while count > 1 do
  if count <= most and bytes <= weight then
    if oldest > retained then break end
    oldest = timeOf(redis.call('LINDEX', KEYS[2], 0))
    if oldest > retained then break end
  end
  drop()
end

local renewed = renew() or length == 1 -- a list that has just begun has no end of its own
if renewed then redis.call('PEXPIREAT', KEYS[2], deadline) end
newest, touched = now, math.max(touched, now)
redis.call('SET', KEYS[1], pack(), 'PXAT', deadline)
redis.call('SPUBLISH', ARGV[11], entry)
if KEYS[3] then redis.call('SET', KEYS[3], ARGV[12] .. struct.pack('>c8i8i8', epoch, head, now), 'PX', ARGV[13]) end
return {'OK', epoch, head, now, renewed and 1 or 0}
