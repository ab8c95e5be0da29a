namespace OpsConsole.Web.Composition;

/// <summary>A setting that keeps the console from starting; the message names the key, what it holds and what is allowed.</summary>
public sealed class SettingsException(string message) : Exception(message);
