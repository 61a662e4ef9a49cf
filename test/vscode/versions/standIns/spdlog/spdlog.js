const fs = require('node:fs');
const path = require('node:path');

/** spdlog's own names, as they stand in the pattern's place; the index is the level. */
const levelNames = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

/**
 * Writes each line to the file at once, so that a log can be read while VS Code runs and after it was killed.
 * Formats as VS Code's pattern `%Y-%m-%d %H:%M:%S.%e [%l] %v` does; never rotates.
 */
class Logger {
  constructor(_loggerType, _name, filename) {
    fs.mkdirSync(path.dirname(filename), { recursive: true });
    this.filename = filename;
    this.level = 2;
    this.plain = false;
  }

  getLevel() {
    return this.level;
  }

  setLevel(level) {
    this.level = level;
  }

  setPattern() {
    this.plain = false;
  }

  clearFormatters() {
    this.plain = true;
  }

  flush() {}

  drop() {}

  write(level, message) {
    if (level < this.level) {
      return;
    }
    const line = this.plain ? message : `${timestamp()} [${levelNames[level]}] ${message}\n`;
    try {
      fs.appendFileSync(this.filename, line);
    } catch {
      // The folder was cleared away under a running VS Code; losing the line is better than ending the host.
    }
  }
}

levelNames.forEach((name, level) => {
  const method = name === 'warning' ? 'warn' : name;
  Logger.prototype[method] = function (message) {
    this.write(level, String(message));
  };
});

function timestamp() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000)
    .toISOString()
    .slice(0, -1)
    .replace('T', ' ');
}

async function createLogger(name, filename) {
  return new Logger('rotating', name, filename);
}

exports.version = 11100;
exports.setLevel = () => undefined;
exports.setFlushOn = () => undefined;
exports.Logger = Logger;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
