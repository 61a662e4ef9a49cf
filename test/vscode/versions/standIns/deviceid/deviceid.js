/** The same id everywhere: telemetry is off, and a test machine is nobody's device. */
exports.getDeviceId = async () => '00000000-0000-4000-8000-000000000000';
