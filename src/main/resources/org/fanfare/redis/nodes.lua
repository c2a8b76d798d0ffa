#!lua flags=allow-oom
-- Enters a node in the list of the nodes that live, and takes those out that do not.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000) + tonumber(ARGV[3])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('ZADD', KEYS[1], now + tonumber(ARGV[2]), ARGV[1])
return {'OK', redis.call('ZRANGE', KEYS[1], 0, -1)}
