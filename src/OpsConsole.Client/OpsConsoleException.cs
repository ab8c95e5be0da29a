namespace OpsConsole.Client;

/// <summary>A prompt that cannot be had or filled.</summary>
/// <param name="code">The server's code, e.g. <c>prompts.label-not-found</c>; <c>client.unreachable</c> where there was no answer.</param>
public sealed class OpsConsoleException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    public const string Unreachable = "client.unreachable";

    public string Code => code;
}
