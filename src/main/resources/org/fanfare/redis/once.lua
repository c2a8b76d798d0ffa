-- Takes, or keeps, the lease of what one node does for all.
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return {'OTHERS'} end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return {'OURS'}
