@echo off
rem Builds Ring3 when its sources changed, then runs it; with no build tree beside it, it runs the
rem packaged jars in lib\. Usage: ring3 COMMAND [OPTION...], ring3 test, ring3 build
setlocal EnableDelayedExpansion
set "ROOT=%~dp0"
set "LEAST=21"
set "JAVA="

if defined JAVA_HOME call :try "%JAVA_HOME%"
if not defined JAVA for %%J in (java.exe) do if not "%%~$PATH:J"=="" call :try_bin "%%~dp$PATH:J"
if not defined JAVA for %%D in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Amazon Corretto" "%ProgramFiles%\Zulu" "%ProgramFiles%\BellSoft") do (
  if not defined JAVA if exist "%%~D" for /f "delims=" %%H in ('dir /b /ad /o-n "%%~D" 2^>nul') do if not defined JAVA call :try "%%~D\%%H"
)
if not defined JAVA (
  echo ring3: needs a JDK %LEAST% or later and found none: install a build of OpenJDK or set JAVA_HOME to it 1>&2
  exit /b 1
)

if "%~1"=="test" goto test
if "%~1"=="build" goto build
if exist "%ROOT%pom.xml" (
  set "JAR=%ROOT%webui\target\ring3.jar"
  call :sources_changed
  if errorlevel 1 (
    echo ring3: building ^(the first time this fetches libraries and takes about a minute^) 1>&2
    call :package || exit /b 1
  )
) else (
  set "JAR=%ROOT%lib\ring3.jar"
)
set "HEAP=256m"
set "FLAGS=-XX:+UseSerialGC"
set "ONCE=-XX:TieredStopAtLevel=1"
set "SMALL=192m"
set "SHRINK=-XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=25 -XX:-ShrinkHeapInSteps"
if defined RING3_BUSY set "ONCE=" & set "SMALL=256m"
if "%~1"=="collect" set "HEAP=%SMALL%" & set "FLAGS=-Xms24m -XX:NewSize=10m -XX:MaxNewSize=16m -XX:+UseSerialGC %SHRINK% %ONCE%"
if "%~1"=="run" set "HEAP=512m" & set "FLAGS=-Xms48m -XX:NewSize=10m -XX:MaxNewSize=16m -XX:+UseSerialGC %SHRINK% %ONCE%"
if "%~1"=="serve" set "HEAP=512m" & set "FLAGS=-Xms48m -XX:NewSize=10m -XX:MaxNewSize=16m -XX:+UseSerialGC"
if "%~1"=="rules" set "HEAP=768m" & set "FLAGS=-XX:+UseParallelGC"
if "%~1"=="import" set "HEAP=768m" & set "FLAGS=-XX:+UseParallelGC -XX:Tier4InvocationThreshold=25000 -XX:Tier4MinInvocationThreshold=3000 -XX:Tier4CompileThreshold=75000 -XX:Tier4BackEdgeThreshold=200000"
if defined RING3_HEAP set "HEAP=%RING3_HEAP%"
"%JAVA%\bin\java.exe" -Xmx%HEAP% %FLAGS% -XX:-UsePerfData -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED -jar "%JAR%" %*
exit /b %ERRORLEVEL%

:test
call :maven verify
exit /b %ERRORLEVEL%

:build
call :package
exit /b %ERRORLEVEL%

rem Afterwards Maven compiles everything again, so that a build with checks passes over nothing.
:package
call :maven -q -DskipTests -Dspotless.check.skip -Dforbiddenapis.skip -Dring3.checks=-g -Dring3.archives=none package || exit /b 1
for /d %%m in ("%ROOT%*") do if exist "%%m\target\maven-status" rd /s /q "%%m\target\maven-status"
exit /b 0

:sources_changed
if not exist "%ROOT%webui\target\ring3.jar" exit /b 1
powershell -NoProfile -NonInteractive -Command "$built = (Get-Item -LiteralPath ($env:ROOT + 'webui\target\ring3.jar')).LastWriteTime; $sources = @(Get-Item ($env:ROOT + 'pom.xml'), ($env:ROOT + '*\pom.xml')) + @(Get-ChildItem -Recurse -File ($env:ROOT + '*\src\main')); if ($sources | Where-Object { $_.LastWriteTime -gt $built } | Select-Object -First 1) { exit 1 }"
exit /b %ERRORLEVEL%

:maven
set "MAVEN=mvn"
where mvn >nul 2>nul
if errorlevel 1 call :fetch_maven || exit /b 1
set "JAVA_HOME=%JAVA%"
pushd "%ROOT%"
call "%MAVEN%" -B %*
set "STATUS=%ERRORLEVEL%"
popd
exit /b %STATUS%

rem No Maven on the PATH: the one that the wrapper's file names is fetched once, and checked.
:fetch_maven
set "MAVEN_FILE=%ROOT%.mvn\wrapper\maven-wrapper.properties"
for /f "tokens=1,* delims==" %%A in (%MAVEN_FILE%) do (
  if "%%A"=="distributionUrl" set "MAVEN_URL=%%B"
  if "%%A"=="distributionSha256Sum" set "MAVEN_SUM=%%B"
)
if defined RING3_MAVEN_URL set "MAVEN_URL=%RING3_MAVEN_URL%"
for %%U in ("%MAVEN_URL%") do set "MAVEN_NAME=%%~nU"
set "MAVEN_NAME=%MAVEN_NAME:-bin=%"
set "MAVEN_PLACE=%USERPROFILE%\.m2\wrapper\ring3"
set "MAVEN=%MAVEN_PLACE%\%MAVEN_NAME%\bin\mvn.cmd"
if exist "%MAVEN%" exit /b 0
echo ring3: no Maven on the PATH: fetching %MAVEN_NAME% 1>&2
powershell -NoProfile -NonInteractive -Command "$ErrorActionPreference = 'Stop'; New-Item -ItemType Directory -Force $env:MAVEN_PLACE | Out-Null; $zip = Join-Path $env:MAVEN_PLACE 'maven.zip'; Invoke-WebRequest -UseBasicParsing $env:MAVEN_URL -OutFile $zip; if ((Get-FileHash -Algorithm SHA256 $zip).Hash -ne $env:MAVEN_SUM) { Remove-Item $zip; throw 'its SHA-256 is not the one in maven-wrapper.properties: not used' }; Expand-Archive -Force $zip $env:MAVEN_PLACE; Remove-Item $zip"
if errorlevel 1 (
  echo ring3: can't fetch %MAVEN_URL%: install Maven 3.8.1 or later 1>&2
  exit /b 1
)
exit /b 0

rem Takes the Java of a bin folder, or of a folder, if it is new enough.
:try_bin
for %%P in ("%~1..") do call :try "%%~fP"
exit /b 0

:try
if not exist "%~1\bin\java.exe" exit /b 0
set "MAJOR="
if exist "%~1\release" for /f "usebackq tokens=1,2 delims==" %%V in ("%~1\release") do (
  if "%%V"=="JAVA_VERSION" for /f "delims=.-+" %%M in ("%%~W") do set "MAJOR=%%M"
)
if not defined MAJOR exit /b 0
if %MAJOR% GEQ %LEAST% set "JAVA=%~1"
exit /b 0
