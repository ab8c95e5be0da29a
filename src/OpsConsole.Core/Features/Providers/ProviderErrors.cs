using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Providers;

/// <summary>Refusals about providers, models and prices.</summary>
internal static class ProviderErrors
{
    public static Error NotFound(string key) => Error.NotFound("providers.not-found", $"There is no provider '{key}'.");

    public static Error ModelNotFound(string provider, string model) => Error.NotFound("providers.model-not-found", $"The provider '{provider}' offers no model '{model}'.");

    public static Error NoModel(string key) => Error.Invalid("providers.no-model", $"The provider '{key}' offers no enabled model to ask. Add one first.");

    public static Error KeyTaken(string key) => Error.Conflict("providers.key-taken", $"A provider with the key '{key}' exists already. Choose another key.");

    public static Error ModelTaken(string provider, string model) => Error.Conflict("providers.model-taken", $"The provider '{provider}' already has a model '{model}'.");

    public static Error PriceTaken(string model, DateOnly? from) => Error.Conflict(
        "providers.price-taken",
        $"'{model}' already has a price {(from is { } day ? $"from {day:yyyy-MM-dd}" : "since ever")}. Calls were priced with it: add a row with a later first day instead.");
}
