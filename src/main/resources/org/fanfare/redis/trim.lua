-- Discards entries of a group's log up to an offset, and those that are too old. It only makes the log smaller, so that it may begin where Redis is full.
local refused = fence()
if refused then return refused end

local through = math.min(tonumber(ARGV[8]), head)
local length = redis.call('LLEN', KEYS[2])
if length ~= surplus + count then -- the log was evicted
  surplus, count = 0, length
  if count == 0 then bytes, ancestors = 0, '' end
end
local held, news = count, through > trimmed
if news then
  trimmed = through
  local gone = math.max(0, count - (head - through))
  if gone > 0 then
    for _, old in ipairs(redis.call('LRANGE', KEYS[2], surplus, surplus + gone - 1)) do bytes = bytes - 176 - #old end
    surplus, count = surplus + gone, count - gone
  end
end
if surplus > 0 then redis.call('LTRIM', KEYS[2], surplus, -1) end
while count > 0 do
  oldest = timeOf(redis.call('LINDEX', KEYS[2], 0))
  if oldest > now - age then break end
  drop()
end
if held > 0 and count == 0 then touched = math.max(touched, math.min(now, newest + age)) end -- it was in use until then
if news or rotates or count < held then redis.call('SET', KEYS[1], pack(), 'PXAT', deadline) end
if news then redis.call('SPUBLISH', ARGV[9], '') end
return {'OK', pack(), now}
