using System.Text.Json;

namespace OpsConsole.Tests.Shared;

/// <summary>One request as a <see cref="FakeModelServer"/> saw it.</summary>
/// <param name="Number">Counts from 1, over all requests.</param>
/// <param name="Prompt">The last message's text.</param>
public sealed record FakeRequest(int Number, string Path, string Model, string Prompt, JsonElement Body, IReadOnlyDictionary<string, string> Headers);
