using System.Text.Json;

namespace OpsConsole.Tests.Shared;

/// <summary>What a <see cref="FakeModelServer"/> answers to one request: well, or badly in one of the ways real servers do.</summary>
public sealed record FakeReply
{
    public enum Fault
    {
        None,

        /// <summary>Half of the body that was announced, then the connection is dropped.</summary>
        CutOff,

        /// <summary>Nothing until the client gives up.</summary>
        Hang,

        /// <summary>Of a streamed answer the first half, then nothing until the client gives up.</summary>
        HangMidway,

        /// <summary>Of a streamed answer the first half, then the end of the connection as if all had been said.</summary>
        EndsEarly,
    }

    public string Text { get; init; } = "";

    /// <summary>Sent as it is instead of a well-formed answer.</summary>
    public string? RawBody { get; init; }

    public string ContentType { get; init; } = "application/json";

    public int Status { get; init; } = 200;

    public string? RetryAfter { get; init; }

    public string? Location { get; init; }

    public Fault Failure { get; init; }

    /// <summary>On top of the server's own latency.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Asked for instead of, or beside, a text: names with their arguments as JSON text.</summary>
    public IReadOnlyList<(string Name, string Arguments)> ToolCalls { get; init; } = [];

    /// <summary>What <c>/v1/embeddings</c> answers, by the text; null gives every text the vector (1, 0).</summary>
    public Func<string, float[]>? Embed { get; init; }

    /// <summary>Of each token; OpenAI's form only.</summary>
    public IReadOnlyList<double>? LogProbs { get; init; }

    /// <summary>In OpenAI's words; by default <c>stop</c>, or <c>tool_calls</c> where there are some.</summary>
    public string? FinishReason { get; init; }

    /// <summary>Waited for before each word of a streamed answer, given its index; null streams without waiting.</summary>
    public Func<int, Task>? BeforeWord { get; init; }

    public int InputTokens { get; init; } = 20;

    public int OutputTokens { get; init; } = 5;

    public static FakeReply Answer(string text) => new() { Text = text };

    public static FakeReply Error(int status, string message = "no", string? retryAfter = null) =>
        new() { Status = status, RetryAfter = retryAfter, RawBody = JsonSerializer.Serialize(new { error = new { message, type = "fake" } }) };

    public static FakeReply TooManyRequests(string retryAfter) => Error(429, "slow down", retryAfter);

    /// <summary>Complete by its length, broken as JSON.</summary>
    public static FakeReply Malformed { get; } = new() { RawBody = """{"id":"x","choices":[{"index":0,"message":{"role":"assist""" };

    public static FakeReply Html { get; } = new() { RawBody = "<html><body>Please log in</body></html>", ContentType = "text/html" };

    public static FakeReply NoChoices { get; } = new() { RawBody = """{"id":"x","object":"chat.completion","created":1,"model":"m","choices":[]}""" };

    public static FakeReply CutOff { get; } = new() { Text = new string('x', 2000), Failure = Fault.CutOff };

    public static FakeReply Hang { get; } = new() { Failure = Fault.Hang };
}
