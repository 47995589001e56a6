@echo off
rem Builds Ring3 when there is no build yet, then runs it; with no build tree beside it, it runs the
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
  if not exist "!JAR!" call :maven -q -DskipTests -Dspotless.check.skip package || exit /b 1
) else (
  set "JAR=%ROOT%lib\ring3.jar"
)
set "HEAP=-Xmx256m -XX:+UseSerialGC"
if "%~1"=="import" set "HEAP=-Xmx768m -XX:+UseParallelGC"
if defined RING3_HEAP set "HEAP=-Xmx%RING3_HEAP%"
"%JAVA%\bin\java.exe" %HEAP% -XX:-UsePerfData -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED -jar "%JAR%" %*
exit /b %ERRORLEVEL%

:test
call :maven verify
exit /b %ERRORLEVEL%

:build
call :maven -q -DskipTests -Dspotless.check.skip package
exit /b %ERRORLEVEL%

:maven
where mvn >nul 2>nul
if errorlevel 1 (
  echo ring3: needs Maven 3.8.1 or later on the PATH to build 1>&2
  exit /b 1
)
set "JAVA_HOME=%JAVA%"
pushd "%ROOT%"
call mvn -B %*
set "STATUS=%ERRORLEVEL%"
popd
exit /b %STATUS%

:try_bin
for %%P in ("%~1..") do call :try "%%~fP"
exit /b 0

:try
if not exist "%~1\bin\java.exe" exit /b 0
set "MAJOR="
if exist "%~1\release" for /f "tokens=2 delims==." %%V in ('findstr /b "JAVA_VERSION=" "%~1\release"') do set "MAJOR=%%~V"
if not defined MAJOR exit /b 0
set "MAJOR=%MAJOR:"=%"
if %MAJOR% GEQ %LEAST% set "JAVA=%~1"
exit /b 0
