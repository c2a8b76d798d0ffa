-- Discards a group's log, and begins another life of the group.
local refused = fence()
if refused then return refused end

if count > 0 then touched = math.max(touched, math.min(now, newest + age)) end -- it was in use until then
begin()
redis.call('SET', KEYS[1], pack(), 'PXAT', deadline) -- the first write: nothing has changed where it is refused
redis.call('DEL', KEYS[2])
redis.call('SPUBLISH', ARGV[9], '')
return {'OK', pack(), now}
