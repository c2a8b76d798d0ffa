#!/usr/bin/env bash
# Sets up the domain domain1 of a GlassFish that is not running: configure.sh GLASSFISH_HOME. May be run again.
set -euo pipefail
domain=$1/glassfish/domains/domain1/config/domain.xml

sed -i -E \
  -e '/<network-listener .*address=/! s|<network-listener |<network-listener address="127.0.0.1" |' \
  -e 's|address="0\.0\.0\.0"|address="127.0.0.1"|' \
  -e '/<jmx-connector .* enabled=/! s|<jmx-connector |<jmx-connector enabled="false" |' \
  -e '/name="http-thread-pool".*max-thread-pool-size=/! s|(<thread-pool [^>]*name="http-thread-pool")|\1 max-thread-pool-size="32"|' \
  "$domain"
manager=org.glassfish.grizzly.DEFAULT_MEMORY_MANAGER
if ! grep -q 'ExitOnOutOfMemoryError' "$domain"; then
  sed -i 's|</java-config>|<jvm-options>-XX:+ExitOnOutOfMemoryError</jvm-options>\n      &|' "$domain"
fi
if ! grep -q 'socket-write-buffer-size=' "$domain"; then
  sed -i -E 's|<transport name="tcp"|& socket-write-buffer-size="65536"|' "$domain"
fi
if ! grep -q "$manager" "$domain"; then
  sed -i "s|</java-config>|<jvm-options>-D$manager=org.glassfish.grizzly.memory.PooledMemoryManager</jvm-options>\n      &|" "$domain"
fi
if ! grep -q 'default-jms-host="none"' "$domain"; then
  sed -i -e '0,/<http-service>/ s|<http-service>|<jms-service type="REMOTE" default-jms-host="none"><jms-host name="none" host="127.0.0.1" port="7676"/></jms-service>\n      &|' "$domain"
fi
