-- What every script of a log begins with: it reads the group's meta behind the fence. Script says what the arguments are.
local META = '>c1c8c8i8i4i8i8i8i8i8i8'
local life, seen, age, idle, shift = ARGV[1], ARGV[2], tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000) + shift
local version, epoch, begun, head, count, bytes = '1', ARGV[3], life, 0, 0, 0
local oldest, newest, touched, deadline, trimmed, ancestors = now, 0, 0, 0, 0, ''
local lives, rotates, surplus = false, false, 0 -- surplus: how many entries of ancestors are given up

local function begin()
  epoch, begun, head, count, bytes = ARGV[3], life, 0, 0, 0
  oldest, newest, trimmed, ancestors = now, 0, 0, ''
end

local function pack()
  return struct.pack(META, version, epoch, begun, head, count, bytes, oldest, newest, touched, deadline, trimmed) .. ancestors
end

local function renew() -- puts off when Redis deletes the keys; returns whether that was due
  local needed = now - shift + age + idle
  if deadline >= needed then return false end
  deadline = needed + math.floor(idle / 4) + 1000
  return true
end

local function rotate()
  rotates = true
  ancestors = struct.pack('>c8i8', epoch, head) .. ancestors
  epoch, begun, head, trimmed = ARGV[3], life, 0, 0
  local left, kept = count, 0
  while kept < 4 and left > 0 and kept * 16 < #ancestors do
    local _, last = struct.unpack('>c8i8', ancestors, kept * 16 + 1)
    left, kept = left - last, kept + 1
  end
  ancestors = string.sub(ancestors, 1, kept * 16)
  if left > 0 then
    for _, old in ipairs(redis.call('LRANGE', KEYS[2], 0, left - 1)) do bytes = bytes - 176 - #old end
    surplus, count = left, count - left
  end
end

local function fence() -- returns the reply with which nothing is done; nil to go on
  local packed = redis.call('GET', KEYS[1])
  if packed then
    local rest
    version, epoch, begun, head, count, bytes, oldest, newest, touched, deadline, trimmed, rest = struct.unpack(META, packed)
    ancestors = string.sub(packed, rest)
    lives = now < math.max(touched, count > 0 and newest + age or 0) + idle
  end
  if not lives then
    if ARGV[4] ~= '1' then return {'NONE'} end
    begin()
    touched, deadline = 0, 0
  elseif begun ~= life then
    if begun ~= seen then return {'LIFE', begun} end
    rotate()
  end
end

local function timeOf(entry)
  local _, _, at = struct.unpack('>c8i8i8', entry)
  return at
end

local function drop() -- discards the oldest entry
  local old = redis.call('LPOP', KEYS[2])
  oldest, bytes, count = timeOf(old), bytes - 176 - #old, count - 1
end

