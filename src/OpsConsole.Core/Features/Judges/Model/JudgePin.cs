namespace OpsConsole.Core.Features.Judges.Model;

/// <summary>Which version of a judge an assertion of a case meant when the run was planned.</summary>
/// <param name="Type">The assertion type, without <c>not-</c>.</param>
/// <param name="Asked">As the assertion names it; null where it names none.</param>
/// <param name="Judge"><c>key@number</c>.</param>
public sealed record JudgePin(string Type, string? Asked, string Judge);
