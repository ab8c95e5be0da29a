namespace OpsConsole.Core.Features.Runs.Imports;

/// <summary>One of the files that are imported together.</summary>
/// <param name="Open">Each time anew, from the beginning; the reader closes it.</param>
public sealed record ImportSource(string Name, Func<Stream> Open);
