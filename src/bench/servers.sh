# shellcheck shell=bash
# What each server needs to be measured; read by common.sh. Each is unpacked into target/bench/servers, set up by what server-config/ has for
# everyone, and listens on 127.0.0.1, port $FANFARE_PORT. start_ID begins it in the background with target/fanfare.war; pid_ID prints the
# process that serves, once it is there.
SERVERS=target/bench/servers

version_of() { sed -n "/<$1>/ { s:.*<$1>\(.*\)</$1>.*:\1:p; q }" pom.xml; } # a profile may have another one below

unpack() { # unpack ID GROUP:ARTIFACT:VERSION:zip
  [ -d "$SERVERS/$1" ] && return
  say "unpacking $2"
  mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:unpack -Dartifact="$2" -DoutputDirectory="$SERVERS/$1" \
    -Dmdep.overWriteReleases=true >&2
}
java_of() { # java_of DIRECTORY: the process whose command line names it
  pgrep -f "java .*$PWD/$1" | head -n 1
}

get_wildfly() { unpack wildfly "org.wildfly:wildfly-dist:$(version_of wildfly.version):zip"; }
start_wildfly() {
  local home
  home=$SERVERS/wildfly/wildfly-$(version_of wildfly.version)
  "$home/bin/jboss-cli.sh" --file=server-config/wildfly/fanfare.cli >"$T/wildfly-setup.log" 2>&1
  rm -f "$home"/standalone/deployments/fanfare.war*
  cp "$WAR" "$home/standalone/deployments/fanfare.war"
  JAVA_OPTS="$JAVA_OPTS $*" LAUNCH_JBOSS_IN_BACKGROUND=1 "${SERVER_PIN[@]}" "$PWD/$home/bin/standalone.sh" -b 127.0.0.1 -bmanagement 127.0.0.1 \
    "-Djboss.http.port=$FANFARE_PORT" "-Djboss.management.http.port=$((FANFARE_PORT + 1))"
}
pid_wildfly() { java_of "$SERVERS/wildfly"; }

get_liberty() { unpack liberty "io.openliberty:openliberty-runtime:$(version_of liberty.version):zip"; }
start_liberty() {
  local home=$PWD/$SERVERS/liberty/wlp server=$SERVERS/liberty/wlp/usr/servers/fanfare
  [ -d "$server" ] || "$home/bin/server" create fanfare >&2
  cp server-config/liberty/server.xml "$server"
  # shellcheck disable=SC2086 # several options in one variable
  printf '%s\n' $JAVA_OPTS "$@" >"$server/jvm.options"
  echo "http.port=$FANFARE_PORT" >"$server/bootstrap.properties"
  cp "$WAR" "$server/dropins/fanfare.war"
  "${SERVER_PIN[@]}" "$home/bin/server" run fanfare
}
pid_liberty() { java_of "$SERVERS/liberty"; }

get_glassfish7() { unpack glassfish7 "org.glassfish.main.distributions:glassfish:$(version_of glassfish7.version):zip"; }
get_glassfish8() {
  unpack glassfish8 "org.glassfish.main.distributions:glassfish:$(version_of glassfish8.version):zip"
  [ -n "${JAVA25_HOME:-}" ] || die "GlassFish 8 needs JDK 21 or newer: name it in JAVA25_HOME"
}
start_glassfish() { # start_glassfish ID SYSTEM-PROPERTY...
  local id=$1 home=$PWD/$SERVERS/$1/$1 each
  local domain=$home/glassfish/domains/domain1
  shift
  if ! cmp -s "$WAR" "$domain/autodeploy/fanfare.war"; then
    if [ -e "$domain/autodeploy/fanfare.war" ]; then # another WAR is for a fresh domain: it is not deployed anew under load
      rm -rf "${SERVERS:?}/$id"
      "get_$id"
    fi
    mkdir -p "$domain/autodeploy"
    cp "$WAR" "$domain/autodeploy/fanfare.war"
  fi
  server-config/glassfish/configure.sh "$home"
  sed -i -E -e "/name=\"http-listener-1\"/ s/ port=\"[0-9]+\"/ port=\"$FANFARE_PORT\"/" \
    -e "/name=\"http-listener-2\"/ s/ port=\"[0-9]+\"/ port=\"$((FANFARE_PORT + 2))\"/" \
    -e "/name=\"admin-listener\"/ s/ port=\"[0-9]+\"/ port=\"$((FANFARE_PORT + 1))\"/" \
    -e '/<jvm-options>-(Xmx|Dfanfare)/ d' "$domain/config/domain.xml"
  for each in $JAVA_OPTS "$@"; do
    sed -i "s|</java-config>|<jvm-options>$each</jvm-options>\n</java-config>|" "$domain/config/domain.xml"
  done
  [ "$id" = glassfish7 ] || export AS_JAVA=$JAVA25_HOME JAVA_HOME=$JAVA25_HOME
  "${SERVER_PIN[@]}" "$home/bin/asadmin" start-domain --verbose domain1
}
start_glassfish7() { start_glassfish glassfish7 "$@"; }
start_glassfish8() { start_glassfish glassfish8 "$@"; }
pid_glassfish7() { java_of "$SERVERS/glassfish7/glassfish7/glassfish/domains"; }
pid_glassfish8() { java_of "$SERVERS/glassfish8/glassfish8/glassfish/domains"; }
