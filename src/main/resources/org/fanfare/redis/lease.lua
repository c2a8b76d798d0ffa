#!lua flags=allow-oom
-- Renews a node's lease.
local was = redis.call('EXISTS', KEYS[1])
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return {was == 1 and 'KEPT' or 'GONE'}
