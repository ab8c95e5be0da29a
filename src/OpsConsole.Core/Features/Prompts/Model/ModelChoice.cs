using OpsConsole.Core.Ai;

namespace OpsConsole.Core.Features.Prompts.Model;

/// <summary>The model that a version is written for, and how it is asked.</summary>
/// <param name="ProviderKey">Key of a provider in the register.</param>
/// <param name="ModelKey">Key of a model offered there; a dated model id pins it.</param>
public sealed record ModelChoice(string ProviderKey, string ModelKey, ModelParameters? Parameters = null);
