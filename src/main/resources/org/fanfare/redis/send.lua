-- Sends a request to a node that lives.
if redis.call('EXISTS', KEYS[1]) == 0 then return {'NO_CHANNEL'} end
if redis.call('SPUBLISH', ARGV[1], ARGV[2]) == 0 then return {'ABSENT'} end
return {'SENT'}
