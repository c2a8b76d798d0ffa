-- Tells which rights the user lacks that is logged in: the names of commands, and ~ or & where no command may use our keys or channels.
local key, channel, lacks = ARGV[1], ARGV[2], {}
local function check(all, commands)
  local before = #lacks
  for _, words in ipairs(commands) do
    if not redis.acl_check_cmd(unpack(words)) then lacks[#lacks + 1] = words[1] end
  end
  if #lacks - before == #commands then
    for i = #lacks, before + 1, -1 do lacks[i] = nil end
    lacks[before + 1] = all
  end
end
check('~', {
  {'get', key}, {'set', key, ''}, {'del', key}, {'exists', key},
  {'rpush', key, ''}, {'lpop', key}, {'lindex', key, 0}, {'llen', key}, {'lrange', key, 0, 0}, {'ltrim', key, 0, 0}, {'pexpireat', key, 0},
  {'zadd', key, 0, ''}, {'zcard', key}, {'zrange', key, 0, 0}, {'zscore', key, ''}, {'zremrangebyscore', key, 0, 0},
})
check('&', {{'ssubscribe', channel}, {'spublish', channel, ''}})
check('', {{'sunsubscribe', channel}, {'time'}, {'scan', 0}, {'info'}})
return {'OK', lacks}
